import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartAnswer, ChartData, Explanation, QueryAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { type Sales, startSales } from '../sales-world.ts'

let sales: Sales
beforeAll(async () => {
  sales = await startSales()
  const create = (title: string, list: string, values: object) =>
    sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.opportunities.id}/records`, {
      title,
      list,
      values,
    })
  await create('Kampot Pepper, storage', 'Proposal sent', { Amount: '1000.01', Confidence: 4 })
  await create('O’Neill & Sons, rollout', 'Proposal sent', { Amount: 500 })
  await create('ក្រុមហ៊ុន មេគង្គ', 'Negotiation', { Amount: { amount: 4_100_000, currency: 'KHR' }, Confidence: 5 })
  await create('Angkor Rice, second mill', 'Negotiation', { Confidence: 2 })
  await create('Battambang Silk', 'Closed won', { Amount: 700, 'Expected close date': '2026-03-04' })
})
afterAll(() => sales.world.close())

const OPEN = { field: 'listKind', op: 'eq', value: 'open' }

async function stored(chart: object): Promise<{ id: string; data: ChartData }> {
  const answer = await sales.owner.post<{ chart: ChartAnswer }>(`/api/dashboards/${sales.dashboard}/charts`, {
    name: 'Forecast',
    kind: 'stat',
    projects: [sales.opportunities.id],
    ...chart,
  })
  const { id } = answer.chart
  const { charts } = await sales.owner.get<{ charts: Record<string, ChartData> }>(
    `/api/dashboards/${sales.dashboard}/data?charts=${id}`,
  )
  return { id, data: charts[id]! }
}

const explain = async (id: string, sent: object = {}) =>
  (await sales.owner.post<{ explanation: Explanation }>(`/api/charts/${id}/explain`, sent)).explanation

/** How many records what is told opens. */
async function found([one]: Explanation['open']): Promise<number> {
  const { records } = await sales.owner.post<QueryAnswer>(`/api/projects/${one!.project}/query`, {
    filter: one!.filter,
    limit: 50,
  })
  return records.length
}

test('a forecast by probability: each list with what it is worth, and what has no amount', async () => {
  const { id, data } = await stored({ measure: { op: 'sum', field: 'Amount', weight: 'probability' }, filter: OPEN })
  const explanation = await explain(id)
  expect(explanation.values).toEqual(data.totals)
  expect(explanation).toMatchObject({ records: 4, by: 'list', conversions: [] })
  expect(
    explanation.lines.map(({ label, records, weight, amounts, values }) => [label, records, weight, amounts, values]),
  ).toEqual([
    ['Proposal sent', 2, '50', [{ value: '1500.01', currency: 'USD' }], [{ value: '750.01', currency: 'USD' }]],
    ['Negotiation', 2, '70', [{ value: '4100000.00', currency: 'KHR' }], [{ value: '2870000.00', currency: 'KHR' }]],
  ])
  expect(explanation.leftOut).toMatchObject([{ why: 'noValue', field: sales.field('Amount'), records: 1 }])
  for (const one of [...explanation.lines, ...explanation.leftOut]) expect(await found(one.open)).toBe(one.records)
})

test('by confidence: each number of stars, and what has none', async () => {
  const { id, data } = await stored({ measure: { op: 'sum', field: 'Amount', weight: { field: 'Confidence' } } })
  const explanation = await explain(id)
  expect(explanation.values).toEqual(data.totals)
  expect(explanation.by).toBe('weight')
  expect(explanation.lines.map(({ key, weight, records, values }) => [key, weight, records, values])).toEqual([
    ['2', '40', 1, []],
    ['4', '80', 1, [{ value: '800.01', currency: 'USD' }]],
    ['5', '100', 1, [{ value: '4100000.00', currency: 'KHR' }]],
    ['', null, 2, []],
  ])
  expect(explanation.leftOut.map(({ why, records }) => [why, records])).toEqual([
    ['noValue', 1],
    ['noWeight', 2],
  ])
  for (const one of [...explanation.lines, ...explanation.leftOut]) expect(await found(one.open)).toBe(one.records)
})

test('with a rate table: what was converted, at which rate', async () => {
  await sales.owner.patch('/api/workspace', {
    reportCurrency: 'USD',
    rates: [{ currency: 'KHR', rate: '4100', from: '2026-01-01' }],
  })
  const { id, data } = await stored({ measure: { op: 'sum', field: 'Amount' }, filter: OPEN, split: { by: 'list' } })
  expect(data.totals).toEqual([{ value: '2500.01', currency: 'USD' }])
  const explanation = await explain(id)
  expect(explanation.conversions).toEqual([{ currency: 'KHR', rate: '4100', amount: '4100000.00', value: '1000.00' }])
  const negotiation = data.points.find(({ label }) => label === 'Negotiation')!
  const point = await explain(id, { point: { key: negotiation.key, currency: 'USD' } })
  expect(point).toMatchObject({
    values: [{ value: '1000.00', currency: 'USD' }],
    records: 2,
    lines: [{ label: 'Negotiation', values: [{ value: '1000.00', currency: 'USD' }] }],
    conversions: [{ rate: '4100' }],
    leftOut: [{ why: 'noValue', records: 1 }],
  })
  await sales.owner.patch('/api/workspace', { reportCurrency: null, rates: [] })
})

test('a chart with a time leaves out what has no date; a filter of the moment holds; a day that is past too', async () => {
  const { id } = await stored({
    measure: { op: 'count' },
    time: { by: 'Expected close date', from: '2026-01-01', to: '2026-12-31' },
  })
  const explanation = await explain(id)
  expect(explanation.records).toBe(1)
  expect(explanation.leftOut).toMatchObject([{ why: 'noTime', field: sales.field('Expected close date'), records: 4 }])
  expect((await explain(id, { filter: OPEN })).leftOut[0]).toMatchObject({ why: 'noTime', records: 4 })
  expect(await explain(id, { at: '2020-01-01' })).toMatchObject({ records: 0, lines: [], leftOut: [] })
})

test('a conversion is told of so many records', async () => {
  const { id, data } = await stored({ kind: 'bar', measure: { op: 'conversion' } })
  const explanation = await explain(id)
  expect(explanation.lines.map(({ key, records }) => [key, records])).toEqual(
    data.points.map(({ key, of }) => [key, of]),
  )
  expect(explanation.lines.length).toBeGreaterThan(0)
})

test('what isn’t there is told', async () => {
  const { id } = await stored({ measure: { op: 'count' }, split: { by: 'list' } })
  const refused = async (sent: object) =>
    (await sales.owner.refused('POST', `/api/charts/${id}/explain`, sent)).errors[0]
  expect(await refused({ point: { key: 'no', currency: null } })).toMatchObject({
    path: 'point.key',
    code: 'unknownPoint',
  })
  const key = sales.list('Negotiation')
  expect(await refused({ point: { key, currency: null, part: 'x' } })).toMatchObject({
    path: 'point.part',
    code: 'unknownPoint',
  })
  expect(await refused({ at: '2999-01-01' })).toMatchObject({ path: 'at', code: 'futureDay' })
})
