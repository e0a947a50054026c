import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebhookAnswer } from '../../../src/core/api/outside/webhook.ts'
import { type Hooked, startHooked } from './world.ts'

/** What becomes of a message: receivers that fail, hang, redirect, answer without end; replays, secrets, switching off. */
let sales: Hooked
let endless = 0
const HOUR = 3_600_000
const DAY = 24 * HOUR
const GB = 1024 ** 3

/** Ten gigabytes, if anybody reads them. */
function answerMuch(response: ServerResponse): void {
  const part = Buffer.alloc(256 * 1024, 'a')
  response.writeHead(200, { 'content-length': 10 * GB })
  const write = () => {
    while (!response.destroyed && endless < 10 * GB) {
      endless += part.length
      if (!response.write(part)) return
    }
  }
  response.on('drain', write)
  write()
}

const down = { is: true }
beforeAll(async () => {
  sales = await startHooked({
    '/fails': (response) => response.writeHead(500).end('closed for stocktaking'),
    '/hangs': () => {},
    '/redirects': (response) => response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    '/much': (response) => answerMuch(response),
    '/down': (response) => response.writeHead(down.is ? 503 : 204).end(),
    '/gone': (response) => response.writeHead(410).end(),
  })
})
afterAll(() => sales.close())

const read = async ({ id }: { id: string }) =>
  (await sales.owner.get<{ webhook: WebhookAnswer }>(`/api/webhooks/${id}`)).webhook

test('a receiver that fails, hangs, redirects inside or answers 10 GB holds up nothing, and the log says what it did', async () => {
  const paths = ['/fails', '/hangs', '/redirects', '/much', '/well']
  const hooks = await Promise.all(paths.map((path) => sales.hook(path, {})))
  const began = Date.now()
  await sales.deal('Cold store')
  await expect.poll(() => sales.receiver.at('/well').length).toBe(1)
  expect(Date.now() - began).toBeLessThan(2000)
  const outcome = async (nth: number) => {
    const [delivery] = await sales.log(hooks[nth]!)
    return [delivery!.state, delivery!.tries[0]?.status ?? null, delivery!.tries[0]?.error ?? null]
  }
  await expect.poll(() => outcome(1)).toEqual(['waiting', null, expect.stringMatching(/timeout|timed out/i)])
  expect(await outcome(0)).toEqual(['waiting', 500, '500 closed for stocktaking'])
  expect(await outcome(2)).toEqual(['waiting', 307, '307'])
  expect(await outcome(3)).toEqual(['sent', 200, null])
  expect(await outcome(4)).toEqual(['sent', 204, null])
  expect(endless).toBeLessThan(64 * 1024 * 1024)
  expect((await read(hooks[0]!)).failingSince).not.toBeNull()
  expect((await read(hooks[4]!)).failingSince).toBeNull()
  for (const { id } of hooks) await sales.owner.delete(`/api/webhooks/${id}`)
  // What waited for a webhook that is gone waits no more.
  const waiting = await (await sales.world.db())
    .prepare("SELECT count(*) AS n FROM deliveries WHERE state = 'waiting'")
    .first<{ n: number }>()
  expect(waiting!.n).toBe(0)
})

test('an address that isn’t outside is refused, and called by no way', async () => {
  const path = `/api/projects/${sales.opportunities.id}/webhooks`
  for (const url of [
    'http://localhost/',
    'http://10.0.0.8/',
    'http://192.168.1.4:8080/x',
    'ftp://mekong.example/',
    'no',
  ])
    expect(await sales.owner.refused('POST', path, { url, events: ['record.created'] })).toMatchObject({
      status: 422,
      errors: [{ path: 'url', code: 'notOutsideUrl' }],
    })
  for (const events of [[], ['record.sold'], ['ping']])
    expect((await sales.owner.refused('POST', path, { url: 'https://mekong.example/', events })).status).toBe(422)
  const filter = { field: 'Nothing', op: 'eq', value: 1 }
  const body = { url: 'https://mekong.example/', events: ['record.created'], filter }
  expect((await sales.owner.refused('POST', path, body)).errors[0]).toMatchObject({
    path: 'filter.field',
    code: 'unknownField',
  })
})

test('a ping tries it, also while it is off', async () => {
  const webhook = await sales.hook('/ping', { on: false })
  await sales.owner.post(`/api/webhooks/${webhook.id}/ping`)
  await expect.poll(() => sales.receiver.at('/ping').length).toBe(1)
  const { headers, body } = sales.receiver.at('/ping')[0]!
  expect(new Webhook(webhook.secret).verify(body, headers)).toMatchObject({
    type: 'ping',
    record: null,
    changed: [],
    by: { person: { name: 'Sokha Chan' } },
  })
  await sales.deal('Told to nobody')
  await sales.settle()
  expect(sales.receiver.at('/ping')).toHaveLength(1)
})

test('its secret is told once; a new one is signed with beside the old one for a day', async () => {
  const { owner, receiver } = sales
  const webhook = await sales.hook('/rotates', {})
  const other = await sales.hook('/rotates-not', {})
  expect(webhook.secret).not.toBe(other.secret)
  const listed = JSON.stringify(await owner.get(`/api/projects/${sales.opportunities.id}/webhooks`))
  expect(listed + JSON.stringify(await read(webhook))).not.toContain('whsec_')
  const stored = await (await sales.world.db()).prepare('SELECT * FROM webhooks').all()
  expect(JSON.stringify(stored.results)).not.toContain(webhook.secret.slice(6))
  const { webhook: rotated } = await owner.post<{ webhook: typeof webhook }>(`/api/webhooks/${webhook.id}/secret`)
  expect(rotated.secret).not.toBe(webhook.secret)
  expect(Date.parse(rotated.earlierSecretUntil!) - Date.now()).toBeGreaterThan(23 * HOUR)
  const sent = async (nth: number) => {
    await expect.poll(() => receiver.at('/rotates').length).toBe(nth)
    return receiver.at('/rotates')[nth - 1]!
  }
  await sales.deal('During the day')
  const both = await sent(1)
  for (const { secret } of [webhook, rotated]) new Webhook(secret).verify(both.body, both.headers)
  expect(() => new Webhook(other.secret).verify(both.body, both.headers)).toThrow()
  await (await sales.world.db()).prepare(`UPDATE webhooks SET rotated_at = rotated_at - ${DAY}`).run()
  await sales.deal('The day after')
  const one = await sent(2)
  new Webhook(rotated.secret).verify(one.body, one.headers)
  expect(() => new Webhook(webhook.secret).verify(one.body, one.headers)).toThrow()
  expect((await read(webhook)).earlierSecretUntil).toBeNull()
  for (const { id } of [webhook, other]) await owner.delete(`/api/webhooks/${id}`)
})

test('what was sent, and what failed, is sent again by hand: the same bytes under the same id, to where it goes now', async () => {
  const { owner, receiver } = sales
  down.is = true
  const webhook = await sales.hook('/down', {})
  await sales.deal('Solar pumps')
  await expect.poll(() => receiver.at('/down').length).toBe(1)
  await owner.patch(`/api/webhooks/${webhook.id}`, { on: false })
  const [failed] = await sales.log(webhook)
  // Also what was on its way in that moment goes there no more.
  await sales.tick(Date.now() + 180_000)
  await expect.poll(async () => (await sales.log(webhook))[0]!.state).toBe('failed')
  expect(receiver.at('/down')).toHaveLength(1)
  await owner.patch(`/api/webhooks/${webhook.id}`, { url: `${receiver.url}/mended` })
  for (let nth = 1; nth <= 2; nth++) {
    await owner.post(`/api/deliveries/${failed!.id}/replay`)
    await expect.poll(() => receiver.at('/mended').length).toBe(nth)
    await expect.poll(async () => (await sales.log(webhook))[0]!.state).toBe('sent')
  }
  const all = [...receiver.at('/down'), ...receiver.at('/mended')]
  expect(new Set(all.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1)
  expect((await sales.log(webhook))[0]!.tries.map(({ status }) => status).slice(-2)).toEqual([204, 204])
  // What happened while it was off is not made up for.
  await sales.deal('While it was off')
  await owner.patch(`/api/webhooks/${webhook.id}`, { on: true })
  await sales.settle()
  expect(receiver.at('/mended')).toHaveLength(2)
  await owner.delete(`/api/webhooks/${webhook.id}`)
  expect((await owner.refused('GET', `/api/webhooks/${webhook.id}`)).status).toBe(404)
})

/** Everything that is tried within some days. */
async function pass(days: number): Promise<void> {
  for (let hour = 0; hour <= days * 24; hour += 3) await sales.tick(Date.now() + hour * HOUR + 60_000)
}
const failures = async () =>
  (
    await sales.owner.get<{ notifications: { kind: string; text: string }[] }>('/api/notifications?limit=200')
  ).notifications
    .filter(({ kind, text }) => kind === 'failure' && text.includes(sales.receiver.host))
    .map(({ text }) => text)

test('after five days of nothing but failures it is switched off, and its owner is told once', async () => {
  down.is = true
  const webhook = await sales.hook('/down', {})
  const db = await sales.world.db()
  await sales.deal('Office chairs')
  await expect.poll(async () => (await read(webhook)).failingSince).not.toBeNull()
  await pass(2)
  // Given up after 28 hours, but five days are not over.
  expect((await sales.log(webhook))[0]!.state).toBe('failed')
  expect(await read(webhook)).toMatchObject({ on: true, stopped: null })
  // One success, and they begin anew.
  down.is = false
  const [first] = await sales.log(webhook)
  await sales.owner.post(`/api/deliveries/${first!.id}/replay`)
  await expect.poll(async () => (await read(webhook)).failingSince).toBeNull()
  down.is = true
  await sales.deal('Delivery vans')
  await expect.poll(async () => (await read(webhook)).failingSince).not.toBeNull()
  await db.prepare(`UPDATE webhooks SET failing_since = failing_since - ${4 * DAY}`).run()
  await pass(2)
  const stopped = await read(webhook)
  expect(stopped).toMatchObject({ on: false, stopped: { code: 'webhookFailed', days: 5 } })
  expect(await failures()).toEqual([expect.stringContaining('For 5 days')])
  await sales.owner.patch(`/api/webhooks/${webhook.id}`, { on: true })
  expect(await read(webhook)).toMatchObject({ on: true, stopped: null, failingSince: null })
  await sales.owner.delete(`/api/webhooks/${webhook.id}`)
})

test('who answers 410 Gone is told nothing more', async () => {
  const webhook = await sales.hook('/gone', {})
  await sales.deal('Training')
  await expect.poll(async () => (await read(webhook)).on).toBe(false)
  expect((await read(webhook)).stopped).toMatchObject({ code: 'webhookGone' })
  expect((await failures()).filter((text) => text.includes('410 Gone'))).toHaveLength(1)
  await sales.deal('Audit')
  await sales.settle()
  expect(sales.receiver.at('/gone')).toHaveLength(1)
})
