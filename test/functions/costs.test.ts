import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportAnswer, ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import { dealColumns, dealRows } from '../bench/data.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'

/*
 * Rows read and written are what the edge bills, and a free plan's day has 5 million of the one and 100,000 of the other. What a
 * sales team does all day may not become dearer unnoticed; `npm run bench day` adds up a day of it.
 */

let world: World
let owner: Client
let deals: ProjectAnswer
let dashboard: string
beforeAll(async () => {
  world = await startWorld({ BENCH: '1' }, { site: false })
  owner = await world.owner()
  const template = await owner.post<{ projects: ProjectAnswer[]; dashboard: { id: string } }>('/api/templates/sales', {
    currency: 'USD',
  })
  deals = template.projects[1]!
  dashboard = template.dashboard.id
  const targets: Record<string, string> = {
    title: 'title',
    stage: 'list',
    amount: 'Amount',
    cost: 'Cost',
    created: 'createdAt',
    closed: 'closedAt',
    source: 'Deal source',
    tag: 'tags',
    close: 'Expected close date',
    confidence: 'Confidence',
  }
  const { import: job } = await owner.post<{ import: ImportAnswer }>(`/api/projects/${deals.id}/imports`, {
    columns: dealColumns,
    mapping: [
      ...Object.entries(targets).map(([column, to]) => ({ column, to })),
      { column: 'customer', to: 'Customer', by: 'title', missing: 'create' },
    ],
    dates: 'YMD',
  })
  // Enough that most lists are longer than a page, over three years.
  const rows = dealRows(2_400, 300, 7)
  for (let offset = 0; offset < rows.length; offset += 800)
    await owner.put(`/api/imports/${job.id}/rows/${offset + 1}`, { rows: rows.slice(offset, offset + 800) })
  await owner.post(`/api/imports/${job.id}/finish`)
})
afterAll(() => world.close())

async function cost(method: string, path: string, body?: unknown) {
  const response = await owner.send(method, path, body)
  const answer = (await response.json()) as { record?: { id: string } }
  expect(response.ok, JSON.stringify(answer).slice(0, 300)).toBe(true)
  const [calls, read, written] = response.headers.get('x-d1')!.split(' ').map(Number)
  return { calls, read, written, id: answer.record?.id ?? '' }
}

const list = (name: string) => deals.lists.find((one) => one.name === name)!.id
const create = (more: object = {}) =>
  cost('POST', `/api/projects/${deals.id}/records`, { title: 'Payroll', list: list('Qualification'), ...more })
const move = (id: string, name: string) => cost('PUT', `/api/records/${id}/move`, { list: list(name) })

// Two rows of these are the indexes by which the template's reminders find what stands still.
test('a new deal writes at most 16 rows, two more for a tag', async () => {
  const plain = await create({ values: { Amount: 1200 } })
  expect(plain).toMatchObject({ calls: 1 })
  expect(plain.written).toBeLessThanOrEqual(16)
  expect((await create({ values: { Amount: 1200 }, tags: ['Support'] })).written).toBeLessThanOrEqual(18)
})

test('a move between open lists writes at most 12 rows; each further tag, or closing it, two more', async () => {
  const { id } = await create({ values: { Amount: 1200 }, tags: ['Support'] })
  await move(id, 'Proposal sent')
  expect((await move(id, 'Qualification')).written).toBeLessThanOrEqual(12)
  expect((await move(id, 'Proposal sent')).read).toBeLessThan(150)
  await cost('PUT', `/api/records/${id}/tags/${deals.tags[0]!.id}`)
  expect((await move(id, 'Qualification')).written).toBeLessThanOrEqual(14)
  expect((await move(id, 'Closed won')).written).toBeLessThanOrEqual(16)
})

// One of these is the index by which the template's reminder finds what nobody cares for.
test('an edit writes what it changes and its history', async () => {
  const { id } = await create({ values: { Amount: 1200, 'Proposal URL': 'https://mekong.example/a' } })
  const edit = async (body: object) => (await cost('PATCH', `/api/records/${id}`, body)).written
  expect(await edit({ values: { 'Proposal URL': 'https://mekong.example/b' } })).toBeLessThanOrEqual(7)
  expect(await edit({ description: 'They pay by the quarter.' })).toBeLessThanOrEqual(7)
  // A title has an index of its own besides: records are found by it.
  expect(await edit({ title: 'Payroll of two shops' })).toBeLessThanOrEqual(8)
  expect(await edit({ values: { Confidence: 4 } })).toBeLessThanOrEqual(5)
  // Costs are summed by no board and no chart.
  expect(await edit({ values: { Cost: 700 } })).toBeLessThanOrEqual(5)
  expect(await edit({ values: { Amount: 1300 } })).toBeLessThanOrEqual(13)
})

test('a page costs in proportion to what it shows', async () => {
  const fields = ['Customer', 'Amount', 'Cost', 'Confidence', 'Expected close date', 'Deal source']
  const board = await cost('POST', `/api/projects/${deals.id}/board`, { sum: 'Amount', fields, perList: 50 })
  expect(board).toMatchObject({ calls: 1 })
  expect(board.read).toBeLessThanOrEqual(2_500)
  // The first time a chart by a field of one's own is shown makes the axis that it is quick by.
  const shown = async () => (await cost('GET', `/api/dashboards/${dashboard}/data`)).read
  await expect.poll(shown, { timeout: 5000 }).toBeLessThanOrEqual(3_000)
  // A move then writes two more.
  const { id } = await create({ values: { Amount: 1200, Confidence: 3 } })
  await move(id, 'Proposal sent')
  expect((await move(id, 'Qualification')).written).toBeLessThanOrEqual(14)
  const { records } = await owner.post<QueryAnswer>(`/api/projects/${deals.id}/query`, { limit: 1 })
  expect((await cost('GET', `/api/records/${records[0]!.id}`)).read).toBeLessThan(60)
})

test('an open dashboard follows a move and a new deal for at most 400 rows, and what no chart shows for next to none', async () => {
  const path = `/api/dashboards/${dashboard}/data`
  const { id } = await create({ values: { Amount: 1200, Confidence: 3 } })
  const seq = async () => (await owner.get<{ seq: number }>(path)).seq
  const before = await seq()
  await move(id, 'Proposal sent')
  expect((await cost('GET', `${path}?since=${before}`)).read).toBeLessThanOrEqual(400)
  const moved = await seq()
  await create({ values: { Amount: 800, Confidence: 2 }, tags: ['Support'] })
  expect((await cost('GET', `${path}?since=${moved}`)).read).toBeLessThanOrEqual(400)
  const created = await seq()
  await cost('PATCH', `/api/records/${id}`, { description: 'They ask for a second offer.' })
  expect((await cost('GET', `${path}?since=${created}`)).read).toBeLessThanOrEqual(30)
})
