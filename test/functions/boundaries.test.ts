import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  BoardAnswer,
  ChartData,
  FieldAnswer,
  ListAnswer,
  ProjectAnswer,
  QueryAnswer,
  RecordAnswer,
  TagAnswer,
} from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { compareCube, type Sales, startSales } from './sales-world.ts'

let sales: Sales
let member: Client
let viewer: Client
beforeAll(async () => {
  sales = await startSales()
  member = await sales.world.person('Bopha Keo', 'member')
  viewer = await sales.world.person('Dara Vann', 'viewer')
})
afterAll(() => sales.world.close())

interface Written {
  record: RecordAnswer
  change: string
}
const create = (body: unknown, as = sales.owner) =>
  as.post<Written>(`/api/projects/${sales.opportunities.id}/records`, body)
const read = async (id: string) => (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
const query = (body: unknown) =>
  sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, { count: true, ...(body as object) })
const undo = (change: string, as = sales.owner) => as.post<{ kept: { field: string }[] }>(`/api/changes/${change}/undo`)
const newList = (name: string) =>
  sales.owner.post<{ list: ListAnswer; change: string }>(`/api/projects/${sales.opportunities.id}/lists`, { name })

test('no record vanishes into a list that is gone', async () => {
  const pilot = await newList('Pilot')
  const { record } = await create({ title: 'In the pilot', list: 'Pilot' })
  expect((await undo(pilot.change)).kept).toEqual([expect.objectContaining({ field: 'Pilot' })])
  const away = await sales.owner.put<Written>(`/api/records/${record.id}/move`, { list: 'Negotiation' })
  await sales.owner.delete(`/api/lists/${pilot.list.id}`)
  expect((await undo(away.change)).kept).toEqual([expect.objectContaining({ field: 'list' })])
  expect((await read(record.id)).list).toBe(sales.list('Negotiation'))

  const trial = await newList('Trial')
  const binned = await create({ title: 'Binned', list: 'Trial' })
  const second = await create({ title: 'Binned too', list: 'Trial' })
  await sales.owner.delete(`/api/records/${binned.record.id}`)
  const { change } = await sales.owner.delete<Written>(`/api/records/${second.record.id}`)
  await sales.owner.delete(`/api/lists/${trial.list.id}`)
  const restored = await sales.owner.put<Written>(`/api/records/${binned.record.id}/restore`)
  expect(restored.record.list).toBe(sales.list('Unqualified'))
  await undo(change)
  expect((await read(second.record.id)).list).toBe(sales.list('Unqualified'))
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
})

test('a tag that is deleted leaves its records, and comes back to them', async () => {
  const { tag } = await member.post<{ tag: TagAnswer; change: string }>(
    `/api/projects/${sales.opportunities.id}/tags`,
    { name: 'Urgent' },
  )
  const { record } = await create({ title: 'Hurry', tags: ['Urgent'], values: { Amount: 10 } })
  const { change } = await sales.owner.delete<{ change: string }>(`/api/tags/${tag.id}`)
  expect((await read(record.id)).tags).toEqual([])
  expect(
    (
      await query({
        filter: {
          and: [
            { field: 'tags', op: 'empty' },
            { field: 'title', op: 'eq', value: 'Hurry' },
          ],
        },
      })
    ).count,
  ).toBe(1)
  await undo(change)
  expect((await read(record.id)).tags).toEqual([{ id: tag.id, name: 'Urgent' }])
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
})

test('one may take back one’s own, and not what takes more rights', async () => {
  const answer = await member.post<{ change: string }>(`/api/projects/${sales.opportunities.id}/tags`, { name: 'Mine' })
  await undo(answer.change, member)
  const { project } = await sales.owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Hiring' })
  const gone = await sales.owner.delete<{ change: string }>(`/api/projects/${project.id}`)
  expect((await viewer.refused('POST', `/api/changes/${gone.change}/undo`)).status).toBe(404)
  const others = await create({ title: 'The owner’s' })
  expect((await member.refused('POST', `/api/changes/${others.change}/undo`)).status).toBe(404)
})

test('two fields never end up with one name', async () => {
  const add = () =>
    sales.owner.post<{ field: FieldAnswer; change: string }>(`/api/projects/${sales.opportunities.id}/fields`, {
      name: 'Region',
      type: 'text',
    })
  const { field } = await add()
  const { change } = await sales.owner.delete<{ change: string }>(`/api/fields/${field.id}`)
  await add()
  expect((await undo(change)).kept).toEqual([expect.objectContaining({ field: 'Region' })])
})

test('a project that comes back is counted in the zone that holds now', async () => {
  const { project } = await sales.owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Delivery' })
  await sales.owner.post(`/api/projects/${project.id}/records`, { title: 'At night' })
  await sales.owner.patch('/api/workspace', { zone: 'Pacific/Kiritimati' })
  const { change } = await sales.owner.delete<{ change: string }>(`/api/projects/${project.id}`)
  await sales.owner.patch('/api/workspace', { zone: 'Asia/Phnom_Penh' })
  await undo(change)
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
})

test('amounts are compared in their own currency', async () => {
  await create({ title: 'Riel', values: { Amount: { amount: 6000, currency: 'KHR' } } })
  await create({ title: 'Dollar', values: { Amount: 6000 } })
  const titles = async (op: string, value: unknown) =>
    (await query({ filter: { field: 'Amount', op, value } })).records.map((one) => one.title)
  expect(await titles('gte', 5000)).toEqual(['Dollar'])
  expect(await titles('eq', { amount: 6000, currency: 'KHR' })).toEqual(['Riel'])
  expect(await titles('in', [6000])).toEqual(['Dollar'])
  expect(await titles('notIn', [6000])).toContain('Riel')
  expect(await titles('ne', 6000)).not.toContain('Dollar')
})

test('a scanned chart draws its months, weighs its averages and keeps its field through a rename', async () => {
  const { field } = await sales.owner.post<{ field: FieldAnswer }>(`/api/projects/${sales.opportunities.id}/fields`, {
    name: 'Seats',
    type: 'number',
  })
  for (const [list, seats] of [
    ['Closed won', 10],
    ['Closed won', 20],
    ['Closed lost', 60],
    ['Negotiation', 90],
  ] as const)
    await create({ title: `${seats} seats`, list, values: { Seats: seats } })
  const preview = (chart: object) =>
    sales.owner.post<ChartData>('/api/charts/preview', {
      name: 'x',
      kind: 'bar',
      projects: [sales.opportunities.id, sales.opportunities.id],
      ...chart,
    })
  const closed = await preview({ measure: { op: 'sum', field: 'Seats' }, split: { by: 'closedAt' } })
  expect(closed.points.map((point) => point.value)).toEqual(['90'])
  expect((await preview({ measure: { op: 'average', field: 'Seats' }, split: { by: 'list' } })).totals).toEqual([
    { value: '45', currency: null },
  ])
  const huge = await preview({
    measure: { op: 'sum', field: 'Seats' },
    time: { by: 'createdAt', relative: { last: 1000, unit: 'year' } },
  })
  expect(huge.totals[0]!.value).toBe('180')
  const { chart } = await sales.owner.post<{ chart: { id: string } }>(`/api/dashboards/${sales.dashboard}/charts`, {
    name: 'Seats',
    kind: 'stat',
    projects: [sales.opportunities.id],
    measure: { op: 'sum', field: 'Seats' },
  })
  await sales.owner.patch(`/api/fields/${field.id}`, { name: 'Licences' })
  const data = await sales.owner.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${sales.dashboard}/data`)
  expect(data.charts[chart.id]!.totals).toEqual([{ value: '180', currency: null }])
  expect(
    (
      await sales.owner.refused('POST', `/api/dashboards/${sales.dashboard}/charts`, {
        name: 'x',
        kind: 'stat',
        projects: [sales.opportunities.id],
        measure: { op: 'sum', field: 'Nope' },
      })
    ).status,
  ).toBe(422)
})

test('a list that becomes a closed one closes its records', async () => {
  const { list } = await newList('Signed')
  const { record } = await create({ title: 'Signed deal', list: 'Signed', values: { Amount: 5 } })
  await sales.owner.patch(`/api/lists/${list.id}`, { kind: 'won' })
  expect((await read(record.id)).closedAt).toBe(record.enteredListAt)
  await sales.owner.patch(`/api/lists/${list.id}`, { kind: 'open' })
  expect((await read(record.id)).closedAt).toBeNull()
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
})

test.each([
  ['a field called constructor', { filter: { field: 'constructor', op: 'eq', value: 1 } }],
  ['a sort by toString', { sort: [{ field: 'toString' }] }],
  ['a value that is no word', { filter: { field: 'title', op: 'eq', value: { toString: 1, valueOf: 1 } } }],
  ['a list that is no word', { filter: { field: 'list', op: 'eq', value: { toString: 1 } } }],
  ['a time that is no number', { filter: { field: 'timeInList', op: 'gt', value: 'abc' } }],
  [
    'nine levels of not',
    { filter: Array.from({ length: 9 }).reduce<unknown>((inner) => ({ not: inner }), { field: 'title', op: 'empty' }) },
  ],
  [
    'a hundred and one in one group',
    { filter: { or: Array.from({ length: 101 }, () => ({ field: 'title', op: 'empty' })) } },
  ],
])('%s is refused, not a crash', async (_what, body) => {
  expect((await sales.owner.refused('POST', `/api/projects/${sales.opportunities.id}/query`, body)).status).toBe(422)
})

test('a filter as wide and deep as is allowed is answered', async () => {
  const wide = { or: Array.from({ length: 100 }, (_, i) => ({ field: 'title', op: 'eq', value: `Deal ${i}` })) }
  expect((await query({ filter: { and: [wide, { not: wide }] } })).count).toBe(0)
  let deep: unknown = { and: Array.from({ length: 90 }, () => ({ field: 'title', op: 'notEmpty' })) }
  for (let i = 0; i < 7; i++) deep = i % 2 ? { not: deep } : { or: [deep, { field: 'number', op: 'gt', value: i }] }
  expect((await query({ filter: deep })).count).toBeGreaterThanOrEqual(0)
})

test('more long text at once than a row can keep is refused; each alone is kept', async () => {
  const fields: string[] = []
  for (let i = 0; i < 3; i++)
    fields.push(
      (
        await sales.owner.post<{ field: FieldAnswer }>(`/api/projects/${sales.opportunities.id}/fields`, {
          name: `Notes ${i}`,
          type: 'longText',
        })
      ).field.id,
    )
  const { record } = await create({ title: 'Much to say' })
  const long = 'ទន្លេ '.repeat(10_000)
  expect(
    (
      await sales.owner.refused('PATCH', `/api/records/${record.id}`, {
        values: Object.fromEntries(fields.map((id) => [id, long])),
      })
    ).status,
  ).toBe(413)
  for (const id of fields) await sales.owner.patch(`/api/records/${record.id}`, { values: { [id]: long } })
  expect((await read(record.id)).values[fields[2]!]).toBe(long)
  const board = await sales.owner.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, {})
  const card = board.lists.flatMap((list) => list.records).find((one) => one.id === record.id)!
  expect(String(card.values![fields[0]!]).length).toBeLessThan(400)
})

test('small things that used to fail', async () => {
  expect((await sales.owner.send('GET', '/api/search?q=ab%00cd')).status).toBe(200)
  expect((await sales.owner.refused('PATCH', '/api/workspace', { locale: 'en_US!!' })).errors[0]).toMatchObject({
    path: 'locale',
  })
  expect(
    (await sales.owner.refused('POST', '/api/templates/sales', { lists: [{ name: 'Won', kind: 'won' }] })).status,
  ).toBe(422)
  const bad = await sales.owner.refused('PUT', `/api/records/${(await create({ title: 'Moves' })).record.id}/move`, {
    list: 'Negotiation',
    values: { Customer: { id: '8193' } },
  })
  expect(bad).toMatchObject({ status: 422, errors: [{ code: 'unknownRecord' }] })
  const { record } = await create({ title: 'Edited' })
  await sales.owner.patch(`/api/records/${record.id}`, { description: 'By somebody' })
  const conflict = await sales.owner.refused('PATCH', `/api/records/${record.id}`, {
    title: 'Edited twice',
    description: 'By me',
    base: record.version,
  })
  expect(conflict.errors[0]).toMatchObject({ path: 'description', code: 'conflict', current: 'By somebody' })
  const foreign = await sales.owner.send('POST', '/api/projects', {}, { origin: 'https://evil.example' })
  expect(foreign.headers.get('x-content-type-options')).toBe('nosniff')
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => create({ title: `Same moment ${i}`, list: 'Not viable' })),
  )
  expect(new Set(answers.map((one) => one.record.position)).size).toBe(8)
  const { record: noted } = await create({ title: 'Noted' })
  await sales.owner.patch('/api/me', { name: 'Sokha C.' })
  expect((await sales.owner.get<{ person: { name: string } }>('/api/me')).person.name).toBe('Sokha C.')
  expect(noted.createdBy!.name).toBe('Sokha Chan')
  const board = await sales.owner.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, {})
  expect(board.lists).toHaveLength(sales.opportunities.lists.length + 1)
})
