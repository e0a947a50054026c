import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../../functions/http/route.ts'
import { routes } from '../../../functions/routes.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { StandIns } from '../stand-ins.ts'

let sales: Sales
beforeAll(async () => {
  sales = await startSales({ sample: true })
})
afterAll(() => sales.world.close())

/** A passkey is proven by a challenge that is new each time and used up once: there is nothing to repeat. */
const PASSKEYS = '/api/me/passkeys'
/** What is edited while the line is cut is sent again, too; of the other verbs those of a record stand for all. */
const isRepeated = ({ method, path }: Route) =>
  method === 'POST' || /^\/api\/(records\/(?!.*erasure)|comments\/)/.test(path)
const writing = routes.filter(
  (route) =>
    route.method !== 'GET' &&
    route.effect === 'write' &&
    route.requires !== 'anyone' &&
    !route.path.startsWith(PASSKEYS) &&
    isRepeated(route),
)

async function requestOf(route: Route) {
  const standIns = new StandIns(sales, { me: sales.owner })
  const params = await standIns.fill<Record<string, string>>(
    Object.fromEntries(
      Object.entries(route.params).map(([name, noun]) => [name, route.example.params?.[name] ?? `{${noun}}`]),
    ),
  )
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name]!)
  return { path, body: await standIns.fill<object>(route.example.body ?? {}) }
}

describe('the same Idempotency-Key twice', () => {
  test('there are enough of such routes', () => expect(writing.length).toBeGreaterThan(25))

  test.each(
    writing
      .filter(({ body }) => !(body && 'form' in body))
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is done once and answered alike', async (_, route) => {
    const { path, body } = await requestOf(route)
    const sends = route.body || route.method === 'POST'
    const send = () => sales.owner.send(route.method, path, sends ? body : undefined, { 'idempotency-key': 'once' })
    const before = await changes()
    const first = await send()
    const answer = await first.text()
    expect(`${first.status} ${first.ok ? '' : answer}`).toBe(`${route.status} `)
    const after = await changes()
    const second = await send()
    expect(await second.text()).toBe(answer)
    expect(second.status).toBe(route.status)
    expect(await changes()).toEqual(after)
    if (after.seq > before.seq || after.audit > before.audit)
      expect(second.headers.get('idempotency-replayed')).toBe('true')
  })

  test('a file that is sent twice is there once', async () => {
    const route = writing.find(({ body }) => body && 'form' in body)!
    const { path } = await requestOf(route)
    // Each time with boundaries of its own, as a browser that tries again sends it.
    const send = (text = 'Dear all', name = 'offer.txt') => {
      const form = new FormData()
      form.set('file', new File([text], name, { type: 'text/plain' }))
      return sales.owner.send('POST', path, form, { 'idempotency-key': 'file' })
    }
    const [first, second] = [await (await send()).text(), await (await send()).text()]
    expect(second).toBe(first)
    const files = async () => (await sales.owner.get<{ files: unknown[] }>(path)).files
    expect(await files()).toHaveLength(1)
    // Another file under the same key isn't lost in silence.
    for (const other of [await send('Dear Sir'), await send('Dear all', 'other.txt')])
      expect([other.status, await other.json()]).toEqual([
        422,
        expect.objectContaining({ errors: [expect.objectContaining({ code: 'idempotency' })] }),
      ])
    expect(await files()).toHaveLength(1)
  })
})

test('a secret that is told once is told again only to who sends the same key, and lies nowhere in the open', async () => {
  const send = (key: string, name = 'Reports') =>
    sales.owner.send('POST', '/api/keys', { name, scopes: ['read'] }, { 'idempotency-key': key })
  const { key } = (await (await send('report-key')).json()) as { key: { secret: string } }
  expect(await (await send('report-key')).json()).toEqual({ key })
  expect((await send('report-key', 'Other')).status).toBe(422)
  const db = await sales.world.db()
  const { results } = await db.prepare('SELECT key, answer FROM answers').all<{ key: string; answer: string | null }>()
  expect(results.some((row) => row.key.startsWith('sealed '))).toBe(true)
  const stored = JSON.stringify(results)
  expect(stored).not.toContain(key.secret)
  expect(stored).not.toContain('report-key')
})

test('without the key, each is a request of its own', async () => {
  const create = () => sales.owner.send('POST', '/api/teams', { name: 'Kampot' })
  expect((await create()).status).toBe(201)
  expect((await create()).status).toBe(422)
})

async function changes(): Promise<{ seq: number; audit: number }> {
  const db = await sales.world.db()
  const row = await db
    .prepare('SELECT (SELECT coalesce(max(seq), 0) FROM history) AS seq, (SELECT count(*) FROM audit) AS audit')
    .first<{ seq: number; audit: number }>()
  return row!
}
