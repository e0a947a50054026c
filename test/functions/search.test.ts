import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hit, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { salesFixture } from '../fixtures.ts'
import { startWorld, type World } from '../world.ts'

/** A workspace of 20,000 opportunities, and people who see all of them, their own, or none. */
let world: World
let owner: Client
let ownReader: Client
let outside: Client
let opportunities: string
let ownRecordId: string
let hidden: string

const MANY = 20_000

beforeAll(async () => {
  const fixture = salesFixture(false)
  const [customers, deals] = fixture.template.projects
  opportunities = deals.id
  world = await startWorld({ BENCH: '1' }, { site: false, fixture })
  owner = await world.owner()
  const role = async (name: string, projects: object) =>
    (await owner.post<{ role: { id: string } }>('/api/roles', { name, projects })).role.id
  ownReader = await world.person('Own', await role('Own only', { '*': { access: 'edit', records: 'own' } }))
  outside = await world.person(
    'Outside',
    await role('Customers', { '*': { access: 'none' }, [customers.id]: { access: 'view' } }),
  )
  const make = (client: Client, project: string, title: string) =>
    client.post<{ record: RecordAnswer }>(`/api/projects/${project}/records`, { title })
  ownRecordId = (await make(ownReader, opportunities, 'Zq mine')).record.id
  await make(owner, customers.id, 'Zq customer')
  hidden = (await make(owner, opportunities, 'Zq theirs')).record.id
  const d1 = await world.db()
  const n = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})`
  const id = `(i + 100) * 4096 + ${Number(opportunities)}`
  await d1.batch([
    d1.prepare(`INSERT INTO records (id, project_id, number, title, list_id, position, created_at, updated_at, entered_list_at)
      ${n} SELECT ${id}, ${opportunities}, i + 100, 'Deal ' || i, ${deals.lists[0]!.id}, 'b' || i, i, i, i FROM n`),
    d1.prepare(`INSERT INTO texts (id, text) ${n} SELECT (${id}) * 128, 'deal ' || i FROM n`),
  ])
})
afterAll(() => world.close())

interface Found {
  results: Hit[]
  next: string | null
}

const titles = async (client: Client, q: string) =>
  (await client.get<Found>(`/api/search?q=${q}`)).results
    .filter(({ kind }) => kind === 'record')
    .map(({ title }) => title)
    .sort()

/** Rows that D1 reads for it. */
async function rowsRead(client: Client, method: string, path: string, body?: unknown): Promise<number> {
  const response = await client.send(method, path, body)
  expect(response.status).toBe(200)
  return Number(response.headers.get('x-d1')!.split(' ')[1])
}

test('two letters find what the reader sees, however much lies above it', async () => {
  expect(await titles(owner, 'zq')).toEqual(['Zq customer', 'Zq mine', 'Zq theirs'])
  expect(await titles(ownReader, 'zq')).toEqual(['Zq mine'])
  expect(await titles(outside, 'zq')).toEqual(['Zq customer'])
  expect(await titles(ownReader, 'z')).toEqual(['Zq mine'])
  expect(await titles(outside, 'de')).toEqual([])
})

test('who sees little reads little, whatever else is in the workspace', async () => {
  for (const q of ['zq', 'z', 'de', 'xx']) {
    expect(await rowsRead(ownReader, 'GET', `/api/search?q=${q}`)).toBeLessThan(300)
    expect(await rowsRead(outside, 'GET', `/api/search?q=${q}`)).toBeLessThan(300)
  }
  // Who sees all is answered by the newest that match.
  expect(await rowsRead(owner, 'GET', '/api/search?q=de')).toBeLessThan(5000)
  // Three letters are looked up in the index: a few rows for each text that matches, however many fields there are.
  expect(await rowsRead(owner, 'GET', '/api/search?q=deal')).toBeLessThan(6 * MANY)
})

test('two letters in one project look at its own texts', async () => {
  const { projects } = await owner.get<{ projects: { id: string; name: string }[] }>('/api/projects')
  const customers = projects.find(({ id }) => id !== opportunities)!.id
  const search = { search: 'zq', count: true }
  expect(await rowsRead(outside, 'POST', `/api/projects/${customers}/query`, search)).toBeLessThan(300)
  const found = await ownReader.post<{ count: number; records: { id: string }[] }>(
    `/api/projects/${opportunities}/query`,
    search,
  )
  expect([found.count, found.records.map(({ id }) => id)]).toEqual([1, [ownRecordId]])
  const all = await owner.post<{ records: { id: string }[] }>(`/api/projects/${opportunities}/query`, search)
  expect(all.records.map(({ id }) => id)).toEqual([hidden, ownRecordId])
})

test.each(['deal', 'de', 'deal%2019'])(
  'what is found of “%s” is paged: each once, though more comes meanwhile',
  async (q) => {
    const walk = async (limit: number, most: number, between = async () => {}) => {
      const ids: string[] = []
      let cursor: string | null = ''
      for (let pages = 1; cursor !== null && ids.length < most; pages++) {
        const page: Found = await owner.get<Found>(
          `/api/search?q=${q}&limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        ids.push(...page.results.map(({ id }) => id))
        cursor = page.next
        if (pages === 1) await between()
      }
      return ids
    }
    const allIds = await walk(200, 400)
    expect(allIds.length).toBeGreaterThanOrEqual(400)
    expect(new Set(allIds).size).toBe(allIds.length)
    expect(await walk(80, 400)).toEqual(allIds)
    const more = await walk(100, 400, async () => {
      await owner.post(`/api/projects/${opportunities}/records`, { title: 'Deal 1999999' })
    })
    expect(more).toEqual(allIds)
    expect((await owner.refused('GET', `/api/search?q=${q}&limit=201`)).status).toBe(422)
    expect((await owner.refused('GET', `/api/search?q=${q}&cursor=x`)).errors[0]?.code).toBe('badCursor')
  },
)

test('projects, dashboards and people are found by name, before records, and no more than one sees of them', async () => {
  const found = async (client: Client, q: string) =>
    (await client.get<Found>(`/api/search?q=${q}&limit=8`)).results.map(({ kind, title }) => [kind, title])
  expect(await found(owner, 'opport')).toEqual([['project', 'Opportunities']])
  expect(await found(outside, 'opport')).toEqual([])
  expect(await found(owner, 'sales')).toEqual([['dashboard', 'Sales']])
  await world.person('Dealer 1999 Kim', 'viewer')
  const deals = await found(owner, 'deal%201999')
  expect(deals.slice(0, 2).map(([kind]) => kind)).toEqual(['person', 'record'])
  // One after the other they are the same.
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null && ids.length < 4; ) {
    const page: Found = await owner.get<Found>(
      `/api/search?q=deal%201999&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    ids.push(...page.results.map(({ title }) => title))
    cursor = page.next
  }
  expect(ids).toEqual(deals.slice(0, 4).map(([, title]) => title))
})

test('what is archived or in the bin is found where it is looked for; a deal says what it is worth', async () => {
  const path = `/api/projects/${opportunities}/records`
  const make = async (title: string) =>
    (
      await owner.post<{ record: RecordAnswer }>(path, {
        title,
        values: { Amount: '1250.50' },
        description: `${'x '.repeat(150)}Weighbridge for the port`,
      })
    ).record.id
  const [live, archived, binned] = await Promise.all(['Live', 'Put away', 'Thrown away'].map(make))
  await owner.put(`/api/records/${archived}/archive`)
  await owner.delete(`/api/records/${binned}`)
  const found = async (client: Client, place: string, q = 'weighbridge') =>
    (await client.get<Found>(`/api/search?q=${q}&in=${place}`)).results
  const ids = (hits: Hit[]) => hits.map(({ id }) => id)
  expect(ids(await found(owner, 'live'))).toEqual([live])
  expect(ids(await found(owner, 'archived'))).toEqual([archived])
  expect(ids(await found(owner, 'bin'))).toEqual([binned])
  // By fewer letters than the index takes, too.
  expect(ids(await found(owner, 'bin', 'aw'))).toEqual([binned])
  for (const place of ['live', 'archived', 'bin']) expect(await found(ownReader, place)).toEqual([])
  const [hit] = await found(owner, 'bin')
  expect(hit).toMatchObject({ amount: { amount: '1250.50', currency: 'USD' }, match: { field: 'description' } })
  expect(hit!.match.text).toContain('weighbridge')
  expect((await owner.refused('GET', '/api/search?q=x&in=attic')).status).toBe(422)
})

test('a phone is found by its figures, however they are typed, and read in groups', async () => {
  const [customers] = salesFixture(false).template.projects
  const values = { Phone: '012 345 678' }
  const { record } = await owner.post<{ record: RecordAnswer }>(`/api/projects/${customers.id}/records`, {
    title: 'Mekong Ferries',
    values,
  })
  for (const q of ['012 345 678', '012-345-678', '+85512345678']) {
    const { results } = await owner.get<Found>(`/api/search?q=${encodeURIComponent(q)}`)
    expect(results).toMatchObject([{ id: record.id, match: { text: '+855 12 345 678' } }])
  }
  expect(Object.values(record.values)).toContain('+85512345678')
})
