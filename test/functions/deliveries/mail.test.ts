import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'
import { type Receiver, startReceiver } from './receiver.ts'

/** A provider of mail, as Resend is one. Null: it takes a mail and its answer is lost. */
let status: number | null = 200
let provider: Receiver
let world: World
let owner: Client
beforeAll(async () => {
  provider = await startReceiver({
    '/emails': (response) => {
      if (status === null) response.destroy()
      else response.writeHead(status).end(status === 200 ? '{"id":"1"}' : 'no such domain')
    },
  })
  world = await startWorld(
    {
      MAIL_URL: `${provider.url}/emails`,
      MAIL_KEY: 'provider-key',
      MAIL_FROM: 'Tonle <crm@mekong.example>',
    },
    { site: false },
  )
  owner = await world.owner()
})
afterAll(async () => {
  await world.close()
  provider.close()
})

const HOUR = 3_600_000

interface Mail {
  to: string
  state: string
  body: string | null
  nextAt: string | null
  tries: { at: string; status: number | null; error: string | null }[]
  canReplay: boolean
}
const find = async (to: string): Promise<Mail | undefined> =>
  (await owner.get<{ deliveries: Mail[] }>('/api/outbox')).deliveries.find((one) => one.to === to)
const settled = async (to: string): Promise<Mail> => {
  for (let i = 0; i < 100; i++) {
    const mail = await find(to)
    if (mail && mail.tries.length > 0 && mail.state !== 'sending') return mail
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error(`nothing became of the mail to ${to}`)
}
const sent = (to: string) =>
  provider
    .at('/emails')
    .map(({ headers, body }) => ({ headers, body: JSON.parse(body) as Record<string, unknown> }))
    .filter(({ body }) => String(body.to) === to)
const invite = (email: string) =>
  owner.post<{ invitation: { link: string }; mail: string }>('/api/invitations', { email, role: 'member' })
const stored = async (to: string) =>
  (await world.db())
    .prepare('SELECT key, body, detail FROM deliveries WHERE recipient = ?')
    .bind(to)
    .first<{ key: string; body: string | null; detail: string }>()

test('with a provider a mail is sent once, and its text is not kept', async () => {
  await owner.patch('/api/workspace', { name: 'Fish <b>& "Sons"</b>' })
  const { invitation, mail } = await invite('vanna@mekong.example')
  expect(mail).toBe('sending')
  expect(await settled('vanna@mekong.example')).toMatchObject({
    state: 'sent',
    body: null,
    canReplay: false,
    tries: [{ status: 200, error: null }],
  })
  expect(await stored('vanna@mekong.example')).toMatchObject({ body: null, detail: '{}' })
  const [{ headers, body }, ...more] = sent('vanna@mekong.example') as [ReturnType<typeof sent>[0]]
  expect(more).toEqual([])
  expect(headers).toMatchObject({ authorization: 'Bearer provider-key', 'content-type': 'application/json' })
  expect(headers['idempotency-key']).toBe((await stored('vanna@mekong.example'))!.key)
  expect(body).toMatchObject({ from: 'Tonle <crm@mekong.example>', to: ['vanna@mekong.example'] })
  expect(body.text).toContain(invitation.link)
  expect(body.html).toContain(invitation.link)
  expect(body.html).toContain('Fish &lt;b&gt;&amp; &quot;Sons&quot;&lt;/b&gt;')
})

test('an invitation that isn’t made mails nobody', async () => {
  await owner.refused('POST', '/api/invitations', { email: 'sokha@mekong.example', role: 'member' })
  expect(await find('sokha@mekong.example')).toBeUndefined()
})

test('what a provider refuses is told in the outbox, and may be sent again', async () => {
  status = 422
  await invite('dara@mekong.example')
  const refused = await settled('dara@mekong.example')
  expect(refused).toMatchObject({
    state: 'failed',
    body: null,
    nextAt: null,
    canReplay: true,
    tries: [{ status: 422, error: '422 no such domain' }],
  })
  status = 200
  await owner.post(`/api/deliveries/${(refused as Mail & { id: string }).id}/replay`)
  await expect.poll(async () => (await find('dara@mekong.example'))!.state).toBe('sent')
  const [one, two] = sent('dara@mekong.example')
  expect(two).toEqual({ ...one, headers: { ...one!.headers, 'content-length': one!.headers['content-length'] } })
})

test('a provider that is down gets it later; its links are of no use by then, and it isn’t', async () => {
  status = 500
  await Promise.all([
    invite('bopha@mekong.example'),
    world.stranger().post('/api/auth/links', { email: 'sokha@mekong.example' }),
  ])
  const { nextAt } = await settled('bopha@mekong.example')
  await settled('sokha@mekong.example')
  await world.scheduled(new Date(Date.parse(nextAt!) + 1000))
  // Five minutes later a link of ten minutes is still good, and half an hour after that no more.
  const mid = await find('sokha@mekong.example')
  expect(mid).toMatchObject({ state: 'waiting', body: null, tries: [{ status: 500 }, { status: 500 }] })
  await world.scheduled(new Date(Date.parse(mid!.nextAt!)))
  expect(await find('sokha@mekong.example')).toMatchObject({ state: 'failed', body: null })
  status = 200
  const waiting = await find('bopha@mekong.example')
  await world.scheduled(new Date(Date.parse(waiting!.nextAt!)))
  expect(await find('bopha@mekong.example')).toMatchObject({ state: 'sent' })
  expect(new Set(sent('bopha@mekong.example').map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
})

test('one whose answer is lost is tried again only as long as the provider knows it by its key', async () => {
  status = null
  let time = Date.now()
  await (await world.db())
    .prepare(
      `INSERT INTO deliveries (key, kind, event, recipient, subject, body, detail, at, state, next_at)
        VALUES ('digest-1', 'mail', 'digest', 'chenda@mekong.example', 'Your day', 'Three deals are due.', ?, 0, 'waiting', 0)`,
    )
    .bind(
      JSON.stringify({
        html: '<p>Three deals are due.</p>',
        replyTo: 'sokha@mekong.example',
        headers: {
          'List-Unsubscribe': '<https://crm.example/u/1>',
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
    )
    .run()
  const first = time
  for (let nth = 1; nth <= 8; nth++) {
    await world.scheduled(new Date(time))
    const { state, nextAt } = (await find('chenda@mekong.example'))!
    if (nextAt === null) {
      expect(state).toBe('unknown')
      break
    }
    time = Date.parse(nextAt)
    expect(time).toBeLessThanOrEqual(first + 24 * HOUR)
  }
  const lost = (await find('chenda@mekong.example'))! as Mail & { id: string }
  expect(lost).toMatchObject({ state: 'unknown', canReplay: true, body: 'Three deals are due.' })
  expect(lost.tries).toHaveLength(7)
  // A person decides; then it is sent, and a digest's text is kept.
  status = 200
  await owner.post(`/api/deliveries/${lost.id}/replay`)
  await expect.poll(async () => (await find('chenda@mekong.example'))!.state).toBe('sent')
  const mails = sent('chenda@mekong.example')
  expect(new Set(mails.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set(['digest-1']))
  expect(mails.at(-1)!.body).toMatchObject({
    reply_to: 'sokha@mekong.example',
    headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  })
  expect((await stored('chenda@mekong.example'))!.body).toBe('Three deals are due.')
})
