import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardAnswer, FieldAnswer, ProjectAnswer, QueryAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import { type Sales, startSales } from './sales-world.ts'

let sales: Sales
let deal: RecordAnswer
beforeAll(async () => {
  sales = await startSales()
  const customer = await sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.customers.id}/records`, {
    title: 'Mekong Logistics',
    values: { Email: 'Info@Mekong.example' },
  })
  const create = (title: string, values: object) =>
    sales.owner
      .post<{ record: RecordAnswer }>(`/api/projects/${sales.opportunities.id}/records`, { title, values })
      .then((answer) => answer.record)
  deal = await create('Stock system', {
    Amount: '1000.01',
    Cost: '400.02',
    Confidence: 4,
    Customer: customer.record.id,
    'Deal source': 'Event',
    'Expected close date': '2026-01-31',
  })
  await create('Payroll', { Amount: 500, Cost: 600 })
  await create('No cost yet', { Amount: 700 })
  await create('Two currencies', { Amount: 700, Cost: { amount: 4000, currency: 'KHR' } })
})
afterAll(() => sales.world.close())

const add = (name: string, formula: string) =>
  sales.owner
    .post<{ field: FieldAnswer }>(`/api/projects/${sales.opportunities.id}/fields`, {
      name,
      type: 'formula',
      config: { formula },
    })
    .then((answer) => answer.field)
const refused = async (formula: string) =>
  (
    await sales.owner.refused('POST', `/api/projects/${sales.opportunities.id}/fields`, {
      name: 'Wrong',
      type: 'formula',
      config: { formula },
    })
  ).errors[0]!
const read = async (id: string) => (await sales.owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
const query = (body: object) => sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, body)

test('the template’s profit is exact, empty where an input is or currencies are mixed', async () => {
  const profit = sales.field('Profit')
  const { records } = await query({ sort: [{ field: 'Profit', desc: true }] })
  expect(records.map((record) => [record.title, record.values[profit]])).toEqual([
    ['Stock system', { amount: '599.99', currency: 'USD' }],
    ['Payroll', { amount: '-100.00', currency: 'USD' }],
    ['Two currencies', null],
    ['No cost yet', null],
  ])
  expect(
    (await query({ filter: { field: 'Profit', op: 'gt', value: 0 } })).records.map((record) => record.title),
  ).toEqual(['Stock system'])
  expect((await query({ filter: { field: 'Profit', op: 'empty' }, count: true })).count).toBe(2)
  const board = await sales.owner.post<BoardAnswer>(`/api/projects/${sales.opportunities.id}/board`, {})
  expect(
    board.lists.flatMap((list) => list.records).find((record) => record.title === 'Payroll')!.values![profit],
  ).toEqual({ amount: '-100.00', currency: 'USD' })
})

test('formulas read formulas, lookups, options and dates; each answers as its type', async () => {
  const margin = await add('Margin', 'ROUND({Profit} / {Amount} * 100, 1)')
  const size = await add('Size', 'IF({Amount} > 900, "big", "small")')
  const label = await add('Label', 'CONCAT({Deal source}, " / ", {Customer email})')
  const late = await add('Late', '{Expected close date} < TODAY()')
  const next = await add('Next step', 'DATEADD({Expected close date}, 1, "month")')
  expect(margin.result).toEqual({ type: 'number', config: {} })
  expect(late.result!.type).toBe('checkbox')
  expect((await read(deal.id)).values).toMatchObject({
    [margin.id]: 60,
    [size.id]: 'big',
    [label.id]: 'Event / Info@Mekong.example',
    [late.id]: true,
    [next.id]: '2026-02-28',
  })
  const titles = async (filter: object) =>
    (await query({ filter, sort: [{ field: 'title' }] })).records.map((record) => record.title)
  expect(await titles({ field: 'Size', op: 'eq', value: 'SMALL' })).toEqual([
    'No cost yet',
    'Payroll',
    'Two currencies',
  ])
  expect(await titles({ field: 'Margin', op: 'between', value: [50, 70] })).toEqual(['Stock system'])
  expect(await titles({ field: 'Late', op: 'eq', value: true })).toEqual(['Stock system'])
  expect(await titles({ field: 'Next step', op: 'on', value: '2026-02-28' })).toEqual(['Stock system'])
})

test('a rename breaks nothing, and the formula is shown with the new name', async () => {
  await sales.owner.patch(`/api/fields/${sales.field('Cost')}`, { name: 'Our cost' })
  const { project } = await sales.owner.get<{ project: ProjectAnswer }>(`/api/projects/${sales.opportunities.id}`)
  expect(project.fields.find((field) => field.name === 'Profit')!.config.formula).toBe('{Amount} - {Our cost}')
  expect((await read(deal.id)).values[sales.field('Profit')]).toEqual({ amount: '599.99', currency: 'USD' })
})

test('what is wrong is told with its place and what was meant', async () => {
  expect(await refused('{Amoun} * 2')).toMatchObject({
    path: 'config.formula',
    code: 'formula',
    at: 0,
    length: 7,
    suggestion: '{Amount}',
  })
  expect(await refused('ROUN({Amount}, 1)')).toMatchObject({ code: 'formula', at: 0, suggestion: 'ROUND' })
  expect(await refused('{Amount} +')).toMatchObject({ code: 'formula', what: 'unfinished' })
  expect(await refused('{Amount} + 1')).not.toMatchObject({ code: 'internal' })
  expect((await refused('('.repeat(5000))).code).toBe('formula')
  expect(
    (await sales.owner.refused('PATCH', `/api/records/${deal.id}`, { values: { Profit: 1 } })).errors[0],
  ).toMatchObject({ code: 'notSettable' })
})

test('a circle is refused with its names', async () => {
  const first = await add('First', '{Confidence} + 1')
  await add('Second', '{First} * 2')
  const circle = await sales.owner.refused('PATCH', `/api/fields/${first.id}`, { config: { formula: '{Second} + 1' } })
  expect(circle.errors[0]).toMatchObject({ path: 'config.formula', code: 'circle' })
  expect(circle.errors[0]!.names).toMatch(/^(First → Second → First|Second → First → Second)$/)
  const itself = await sales.owner.refused('PATCH', `/api/fields/${first.id}`, { config: { formula: '{First} + 1' } })
  expect(itself.errors[0]).toMatchObject({ code: 'circle' })
})

test('a field that a formula reads may go: the formula is then empty, not broken', async () => {
  const { change } = await sales.owner.delete<{ change: string }>(`/api/fields/${sales.field('Cost')}`)
  expect((await read(deal.id)).values[sales.field('Profit')]).toBeNull()
  await sales.owner.post(`/api/changes/${change}/undo`)
  expect((await read(deal.id)).values[sales.field('Profit')]).toEqual({ amount: '599.99', currency: 'USD' })
})

test('a third three times is the whole: read, filtered, grouped and summed', async () => {
  const thirds = await add('Thirds', '{Amount} / 3 * 3')
  const share = await add('Share', '1 / 49 * 49')
  const check = await add('Whole', 'FLOOR({Share}) = 1 AND {Amount} / 3 * 3 = {Amount} AND 1000 ^ (1 / 3) = 10')
  const { values } = await read(deal.id)
  expect([values[thirds.id], values[share.id], values[check.id]]).toEqual([
    { amount: '1000.01', currency: 'USD' },
    1,
    true,
  ])
  const { count, totals, groups } = await query({
    filter: {
      and: [
        { field: 'Thirds', op: 'in', value: ['1000.01', '500'] },
        { field: 'Share', op: 'eq', value: 1 },
        { field: 'Whole', op: 'eq', value: true },
      ],
    },
    totals: [
      { op: 'sum', field: 'Thirds' },
      { op: 'sum', field: 'Share' },
    ],
    group: { by: 'Whole' },
    count: true,
  })
  expect(count).toBe(2)
  expect(totals?.map(({ value }) => value)).toEqual(['1500.01', '2'])
  expect(groups?.map(({ key }) => key)).toEqual(['1'])
})
