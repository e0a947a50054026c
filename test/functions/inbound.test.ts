import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { type Sales, startSales } from './sales-world.ts'

/** What other programs send to a project's addresses. */
let sales: Sales
let owner: Client
let address: { id: string; name: string; token: string; url: string; usedAt: string | null }

const path = () => `/api/projects/${sales.opportunities.id}/inbound`

beforeAll(async () => {
  sales = await startSales()
  ;({ owner } = sales)
  ;({ inbound: address } = await owner.post<{ inbound: typeof address }>(path(), { name: 'Website' }))
})
afterAll(() => sales.world.close())

/** As a server of somebody else's does: no cookie, and whatever headers it likes. */
const send = (token: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${sales.world.url}/api/in/${token}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

interface Row {
  project_id: number
  thing_id: number
  what: string
  input: string
  change_id: number
  person_id: number
  via: string
  via_id: number
}
const rows = async (): Promise<Row[]> =>
  (
    await (
      await sales.world.db()
    )
      .prepare(
        `SELECT h.project_id, h.thing_id, h.what, h.fields ->> '$.input[1]' AS input, h.change_id, c.person_id, c.via, c.via_id
          FROM history h JOIN changes c ON c.id = h.change_id WHERE h.kind = 'inbound' ORDER BY h.seq`,
      )
      .all<Row>()
  ).results
const inputs = async () => (await rows()).map(({ input }) => JSON.parse(input))

test('its token is told once and kept by nobody', async () => {
  expect(address).toMatchObject({ name: 'Website', usedAt: null })
  expect(address.url).toBe(`${sales.world.url}/api/in/${address.token}`)
  const listed = await owner.get<{ inbound: object[] }>(path())
  expect(listed.inbound).toMatchObject([{ id: address.id, name: 'Website', by: { name: 'Sokha Chan' } }])
  expect(JSON.stringify(listed)).not.toContain(address.token)
  const storedAddresses = await (await sales.world.db()).prepare('SELECT * FROM inbound').all()
  expect(JSON.stringify(storedAddresses.results)).not.toContain(address.token)
  expect((await owner.get<{ entries: object[] }>('/api/audit?kind=inboundMade')).entries).toMatchObject([
    { subject: { kind: 'project', id: sales.opportunities.id }, detail: { name: 'Website' } },
  ])
})

test('JSON and a page’s form are taken in, from wherever they are sent', async () => {
  const order = { name: 'វណ្ណា កែវ', company: { name: 'Kampot Pepper' }, items: [{ sku: 'P-1', price: 12.5 }] }
  const answer = await send(address.token, JSON.stringify(order), { origin: 'https://shop.example' })
  expect([answer.status, await answer.json()]).toEqual([202, { received: true }])
  const form = 'name=Vanna+Keo&product=Pepper&product=Salt&note=%E1%9E%9F%E1%9E%BD%E1%9E%9F%E1%9F%92%E1%9E%8F%E1%9E%B8'
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' }
  expect((await send(address.token, form, type)).status).toBe(202)
  const received = await rows()
  expect(received.map(({ input }) => JSON.parse(input))).toEqual([
    order,
    { name: 'Vanna Keo', product: ['Pepper', 'Salt'], note: 'សួស្តី' },
  ])
  const { person } = await owner.get<{ person: { id: string } }>('/api/me')
  for (const row of received)
    expect(row).toMatchObject({
      project_id: Number(sales.opportunities.id),
      thing_id: Number(address.id),
      what: 'received',
      person_id: Number(person.id),
      via: 'webhook',
      via_id: Number(address.id),
    })
  const { inbound } = await owner.get<{ inbound: { usedAt: string | null }[] }>(path())
  expect(Date.parse(inbound[0]!.usedAt!)).toBeGreaterThan(Date.now() - 60_000)
})

test('the same message is taken in once, however often and at once it is sent', async () => {
  const before = (await rows()).length
  const body = JSON.stringify({ order: 4711 })
  const headers = { 'webhook-id': 'msg_4711' }
  const answers = await Promise.all(Array.from({ length: 5 }, () => send(address.token, body, headers)))
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])
  expect((await send(address.token, body, { 'idempotency-key': 'msg_4711' })).status).toBe(202)
  expect(await rows()).toHaveLength(before + 1)
  await send(address.token, body, { 'webhook-id': 'msg_4712' })
  expect(await rows()).toHaveLength(before + 2)
})

test.each([
  ['no JSON', 'order=1', 400, 'malformed'],
  ['a list', '[1,2]', 422, 'notObject'],
  ['a text', '"hello"', 422, 'notObject'],
  ['nothing at all', 'null', 422, 'notObject'],
  ['half a letter', '{"name":"\\ud800"}', 422, 'notText'],
  ['more than 64 KB', JSON.stringify({ name: 'x'.repeat(65 * 1024) }), 413, 'tooLarge'],
  ['nested too deep', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 400, 'tooDeep'],
])('%s is refused, where there is such an address', async (_, body, status, code) => {
  const before = (await rows()).length
  const response = await send(address.token, body)
  expect([response.status, ((await response.json()) as { errors: { code: string }[] }).errors[0]!.code]).toEqual([
    status,
    code,
  ])
  expect((await send('nobody-has-this-token', body)).status).toBe(404)
  expect(await rows()).toHaveLength(before)
})

test('what came in is shown to nobody, and can’t be taken back', async () => {
  const { seq } = await owner.get<{ seq: number }>('/api/live')
  await send(address.token, '{"secret":"A7-very-secret"}')
  const live = await owner.get<{ seq: number; projects: unknown[] }>(`/api/live?since=${seq}`)
  expect(live.projects).toEqual([])
  const { change_id } = (await rows()).at(-1)!
  expect((await owner.refused('POST', `/api/changes/${change_id}/undo`)).status).toBe(409)
  const records = `/api/projects/${sales.opportunities.id}/records`
  const { record } = await owner.post<{ record: { id: string } }>(records, { title: 'Kampot Pepper' })
  for (const place of [`/api/records/${record.id}/history`, '/api/audit', path()])
    expect(JSON.stringify(await owner.get(place))).not.toContain('A7-very-secret')
  // Nor is anything else in the way of what was done since.
  expect((await inputs()).at(-1)).toEqual({ secret: 'A7-very-secret' })
})

test('it sets off the automations of its project, by what came in', async () => {
  const automation = {
    name: 'A customer for each order',
    on: true,
    triggers: [{ when: 'webhook' }],
    actions: [{ do: 'create', project: sales.customers.id, values: { title: '{Input.company.name}' } }],
  }
  await owner.post(`/api/projects/${sales.opportunities.id}/automations`, automation)
  await send(address.token, '{"company":{"name":"Battambang Rice"}}', { 'webhook-id': 'order-9' })
  await send(address.token, '{"company":{"name":"Battambang Rice"}}', { 'webhook-id': 'order-9' })
  const found = async () =>
    (await owner.get<{ results: { title: string }[] }>('/api/search?q=Battambang')).results.map(({ title }) => title)
  await expect.poll(found).toEqual(['Battambang Rice'])
})

test('it lasts as long as it isn’t deleted and its maker manages the project', async () => {
  const admin = await sales.world.person('Chenda Ros', 'admin')
  const { inbound } = await admin.post<{ inbound: typeof address }>(path(), { name: 'Newsletter' })
  expect((await send(inbound.token, '{}')).status).toBe(202)
  const { person } = await admin.get<{ person: { id: string } }>('/api/me')
  await owner.patch(`/api/people/${person.id}`, { role: 'member' })
  expect((await send(inbound.token, '{}')).status).toBe(404)
  await owner.patch(`/api/people/${person.id}`, { role: 'admin' })
  expect((await send(inbound.token, '{}')).status).toBe(202)
  await owner.put(`/api/people/${person.id}/deactivation`, {})
  expect((await send(inbound.token, '{}')).status).toBe(404)

  const member = await sales.world.person('Dara Vann', 'member')
  expect((await member.refused('DELETE', `/api/inbound/${address.id}`)).status).toBe(403)
  expect((await member.refused('POST', path(), { name: 'Mine' })).status).toBe(403)
  expect((await owner.refused('POST', path(), { name: ' ' })).errors[0]).toMatchObject({ path: 'name' })
  await owner.delete(`/api/inbound/${address.id}`)
  expect((await send(address.token, '{}')).status).toBe(404)
  expect((await owner.refused('DELETE', `/api/inbound/${address.id}`)).status).toBe(404)
})

test('it goes after 180 days', async () => {
  const later = Math.ceil((Date.now() + 181 * 86_400_000) / 3_600_000) * 3_600_000
  expect((await rows()).length).toBeGreaterThan(3)
  await sales.world.scheduled(new Date(later))
  expect(await rows()).toEqual([])
})
