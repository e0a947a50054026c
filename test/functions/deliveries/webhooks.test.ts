import type { ServerResponse } from 'node:http'
import { Request } from 'miniflare'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outboundService } from '../../../functions/local/outbound.ts'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'
import { type Receiver, startReceiver } from './receiver.ts'

/** Webhooks as their receivers get them: those that answer well, badly, late, without end or not at all. */
let receiver: Receiver
let world: World
let owner: Client
let endless = 0

const MB = 1024 * 1024
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Writes for as long as somebody reads. */
function stream(response: ServerResponse, status: number): void {
  const part = Buffer.alloc(64 * 1024, 'a')
  response.writeHead(status)
  const write = () => {
    while (!response.destroyed) {
      endless += part.length
      if (!response.write(part)) return
    }
  }
  response.on('drain', write)
  write()
}

beforeAll(async () => {
  receiver = await startReceiver({
    '/hangs': () => {},
    '/stops': (response) => response.writeHead(500).write('half'),
    '/slow': (response) => setTimeout(() => response.writeHead(200).end('thanks'), 150),
    '/recovers': (response, _, nth) => response.writeHead(nth === 1 ? 500 : 200).end('{"at":"night"}'),
    '/broken': (response) => response.writeHead(503).end('closed for repairs'),
    '/moved': (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    '/gone': (response) => response.writeHead(410).end(),
    '/endless': (response) => stream(response, 200),
    '/endless-error': (response) => stream(response, 500),
  })
  world = await startWorld({ OUTSIDE_ALLOW: receiver.host, SEND_TIMEOUT: '400' }, { site: false })
  owner = await world.owner()
})
afterAll(async () => {
  await world.close()
  receiver.close()
})

interface Delivery {
  id: string
  event: string
  state: string
  body: string | null
  nextAt: string | null
  tries: { at: string; status: number | null; ms: number; error: string | null }[]
  canReplay: boolean
}
const outbox = async () => (await owner.get<{ deliveries: Delivery[] }>('/api/outbox')).deliveries
const named = async (event: string) => (await outbox()).find((one) => one.event === event)!

/** Ones that are due since long ago, as an automation writes them; `event` is what they are called here. */
async function write(...sent: { event: string; to: string; detail?: object; nextAt?: number; state?: string }[]) {
  const rows = sent.map(({ event, to, detail, nextAt = 0, state = 'waiting' }) => ({
    event,
    to: to.startsWith('/') ? receiver.url + to : to,
    body: detail ? null : `{"type":"${event}","title":"ក្រុមហ៊ុន Angkor"}`,
    detail: detail ?? {},
    nextAt,
    state,
  }))
  await (await world.db())
    .prepare(
      `INSERT INTO deliveries (key, kind, event, recipient, body, detail, at, state, next_at)
        SELECT 'msg_' || (d.value ->> 'event'), 'webhook', d.value ->> 'event', d.value ->> 'to', d.value ->> 'body', d.value -> 'detail', 0,
          d.value ->> 'state', d.value ->> 'nextAt' FROM json_each(?) d`,
    )
    .bind(JSON.stringify(rows))
    .run()
}
const tick = (ms = Date.now()) => world.scheduled(new Date(ms))

test('all kinds of receivers: each gets what is signed, once, and none holds up the others', async () => {
  await write(
    { event: 'deal.won', to: '/well' },
    { event: 'deal.slow', to: '/slow' },
    { event: 'deal.lost', to: '/recovers' },
    { event: 'deal.hangs', to: '/hangs' },
    { event: 'deal.stops', to: '/stops' },
    { event: 'deal.moved', to: '/moved' },
    { event: 'deal.gone', to: '/gone' },
    { event: 'deal.endless', to: '/endless' },
    { event: 'deal.endlessError', to: '/endless-error' },
    { event: 'deal.unmade', to: '/unmade', detail: { make: 'nobody' } },
  )
  const began = Date.now()
  // A doubled tick sends nothing twice.
  await Promise.all([tick(began), tick(began)])
  expect(Date.now() - began).toBeLessThan(3 * SECOND)

  const { deliveries } = await owner.get<{ deliveries: (Delivery & { kind: string; to: string })[] }>('/api/outbox')
  const outcomes = Object.fromEntries(deliveries.map(({ event, state, tries }) => [event, [state, tries.at(-1)!]]))
  expect(outcomes).toMatchObject({
    'deal.won': ['sent', { status: 204, error: null }],
    'deal.slow': ['sent', { status: 200, error: null }],
    'deal.lost': ['waiting', { status: 500, error: '500 {"at":"night"}' }],
    'deal.hangs': ['waiting', { status: null, error: expect.stringMatching(/timeout|timed out/i) }],
    'deal.stops': ['waiting', { status: 500 }],
    'deal.moved': ['waiting', { status: 302 }],
    'deal.gone': ['failed', { status: 410 }],
    'deal.endless': ['sent', { status: 200 }],
    'deal.endlessError': ['waiting', { status: 500, error: expect.stringMatching(/^500 a{200,}$/) }],
    'deal.unmade': ['waiting', { status: null, error: expect.stringContaining('nobody') }],
  })
  expect(deliveries.every(({ tries }) => tries.length === 1)).toBe(true)
  expect(receiver.at('/elsewhere')).toEqual([])
  // What lies in buffers on the way is read by nobody.
  expect(endless).toBeLessThan(16 * MB)

  const { secret } = (await (await world.db()).prepare('SELECT secret FROM workspace').first<{ secret: string }>())!
  const [{ headers, body }, ...more] = receiver.at('/well') as [ReturnType<Receiver['at']>[0]]
  expect(more).toEqual([])
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'msg_deal.won' })
  const webhook = new Webhook(await webhookSecretOf(secret))
  expect(webhook.verify(body, headers)).toEqual({ type: 'deal.won', title: 'ក្រុមហ៊ុន Angkor' })
  expect(() => webhook.verify(body.replace('won', 'wan'), headers)).toThrow()
})

/** As `webhookSecret` derives it. */
async function webhookSecretOf(secret: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return `whsec_${Buffer.from(await crypto.subtle.sign('HMAC', key, bytes('webhooks'))).toString('base64')}`
}

test('what failed is tried again in its time, the same bytes under the same id', async () => {
  const { nextAt, tries } = await named('deal.lost')
  const first = Date.parse(tries[0]!.at)
  expect(Date.parse(nextAt!) - first).toBeGreaterThanOrEqual(5 * SECOND)
  await tick(first + 4 * SECOND)
  expect(receiver.at('/recovers')).toHaveLength(1)
  await tick(Date.parse(nextAt!))
  expect(await named('deal.lost')).toMatchObject({
    state: 'sent',
    nextAt: null,
    tries: [{ status: 500 }, { status: 200 }],
  })
  const [one, two] = receiver.at('/recovers')
  expect(two!.headers['webhook-id']).toBe(one!.headers['webhook-id'])
  expect(two!.body).toBe(one!.body)
})

test('after eight tries it is given up, and the owner may have it sent again', async () => {
  await (await world.db())
    .prepare("UPDATE deliveries SET state = 'failed', next_at = NULL WHERE state = 'waiting'")
    .run()
  await write({ event: 'invoice.paid', to: '/broken' })
  let time = Date.now() + 1
  const pauses: number[] = []
  for (let nth = 1; nth <= 8; nth++) {
    await tick(time)
    const { nextAt, tries } = await named('invoice.paid')
    expect(tries).toHaveLength(nth)
    if (nextAt === null) break
    pauses.push(Date.parse(nextAt) - time)
    time = Date.parse(nextAt)
  }
  // Besides what the answer took.
  expect(pauses.map((ms) => Math.floor(ms / SECOND) * SECOND)).toEqual([
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    10 * HOUR,
  ])
  const { id, state, canReplay, tries } = await named('invoice.paid')
  expect({ state, canReplay, error: tries.at(-1)!.error }).toEqual({
    state: 'failed',
    canReplay: true,
    error: '503 closed for repairs',
  })
  await tick(time + 24 * HOUR)
  expect(receiver.at('/broken')).toHaveLength(8)

  const path = `/api/deliveries/${id}/replay`
  const admin = await world.person('Chenda Ros', 'admin')
  expect((await admin.refused('POST', path)).status).toBe(403)
  expect((await owner.refused('POST', '/api/deliveries/99999/replay')).status).toBe(404)
  expect(await owner.post(path)).toMatchObject({ delivery: { id, state: 'waiting', canReplay: false } })
  await expect.poll(() => receiver.at('/broken').length).toBe(9)
  const sent = receiver.at('/broken')
  expect(new Set(sent.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1)
  await expect.poll(async () => (await named('invoice.paid')).state).toBe('failed')
  const won = await named('deal.won')
  expect(await owner.refused('POST', `/api/deliveries/${won.id}/replay`)).toMatchObject({
    status: 409,
    errors: [{ code: 'notReplayable' }],
  })
})

test('what isn’t outside is never called, however it is spelt', async () => {
  const { port } = receiver
  const places = [
    `http://localhost:${port}/inside`,
    `http://127.0.0.2:${port}/inside`,
    `http://127.1:${port + 1}/inside`,
    `http://0x7f000001:${port + 1}/inside`,
    `http://2130706433:${port + 1}/inside`,
    `http://[::1]:${port}/inside`,
    `http://[::ffff:127.0.0.1]:${port}/inside`,
    `http://[::127.0.0.1]:${port}/inside`,
    `http://[fd00::1]/inside`,
    `http://[64:ff9b::7f00:1]/inside`,
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.8/inside',
    'http://100.64.0.1/inside',
    'http://0.0.0.0/inside',
    'http://printer.local/inside',
    'http://metadata.google.internal/inside',
    'http://intranet/inside',
    `http://sokha:secret@${receiver.host}/inside`,
    'ftp://hooks.mekong.example/inside',
    'file:///etc/passwd',
  ]
  await write(...places.map((to, i) => ({ event: `inside.${i}`, to })))
  await tick()
  const found = (await outbox()).filter(({ event }) => event.startsWith('inside.'))
  expect(found).toHaveLength(places.length)
  for (const { event, state, tries } of found)
    expect({ event, state, error: tries[0]!.error }).toEqual({
      event,
      state: 'failed',
      error: 'This address may not be called.',
    })
  expect(receiver.at('/inside')).toEqual([])
})

test('on one’s own machine a name that leads inside is refused where it is connected to', async () => {
  const call = outboundService({ OUTSIDE_ALLOW: '10.9.0.0/16' })
  for (const host of ['localhost', '127.0.0.1', '[::1]', '10.8.0.1']) {
    const response = await call(
      new Request(`http://${host}:${receiver.port}/inside`, { method: 'POST', body: '{}' }) as never,
    )
    expect({ host, status: response.status, text: await response.text() }).toEqual({
      host,
      status: 502,
      text: expect.stringContaining('is not outside'),
    })
  }
  expect(receiver.at('/inside')).toEqual([])
  const allowed = outboundService({ OUTSIDE_ALLOW: `127.0.0.0/8, localhost:${receiver.port}` })
  for (const host of ['localhost', '127.0.0.1'])
    expect((await allowed(new Request(`http://${host}:${receiver.port}/allowed`) as never)).status).toBe(204)
})

test('a tick sends twenty, and goes on in the next; one whose sender is gone is sent again', async () => {
  const later = Date.now() + 48 * HOUR
  await tick(later)
  await write(
    { event: 'bulk.interrupted', to: '/bulk', state: 'sending', nextAt: 1 },
    { event: 'bulk.running', to: '/bulk', state: 'sending', nextAt: later * 2 },
    ...Array.from({ length: 24 }, (_, i) => ({ event: `bulk.${i}`, to: '/bulk', nextAt: 2 })),
  )
  await tick(later)
  expect(receiver.at('/bulk')).toHaveLength(20)
  await Promise.all([tick(later), tick(later)])
  expect(receiver.at('/bulk')).toHaveLength(25)
  expect(new Set(receiver.at('/bulk').map(({ headers }) => headers['webhook-id'])).size).toBe(25)
  expect(await named('bulk.interrupted')).toMatchObject({ state: 'sent' })
  expect(await named('bulk.running')).toMatchObject({ state: 'sending' })
})

test('what has ended goes after thirty days, what waits stays', async () => {
  const hour = Math.ceil((Date.now() + 40 * 24 * HOUR) / HOUR) * HOUR
  await write({ event: 'far.away', to: '/well', nextAt: hour + HOUR })
  await tick(hour)
  const { results } = await (await world.db()).prepare('SELECT event FROM deliveries').all<{ event: string }>()
  const left = results.map(({ event }) => event)
  expect(left).toContain('far.away')
  expect(left).not.toContain('deal.won')
  expect(left).not.toContain('inside.0')
})
