import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartData, DashboardAnswer, QueryAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import { type Sales, startSales } from './sales-world.ts'

let sales: Sales
beforeAll(async () => {
  sales = await startSales()
  const create = (title: string, list: string, amount: unknown, tags: string[] = []) =>
    sales.owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.opportunities.id}/records`, {
      title,
      list,
      values: { Amount: amount },
      tags,
    })
  await create('A', 'Proposal sent', '1000.01', ['Support'])
  await create('B', 'Contract out for signature', 2000, ['Support', 'Training'])
  await create('C', 'Closed won', 500, ['Training', 'Support'])
  await create('D', 'Closed won', 300)
  await create('E', 'Closed won', { amount: 4000000, currency: 'KHR' }, ['Support'])
  await create('F', 'Closed lost', 9000)
  await create('G', 'Negotiation', null)
})
afterAll(() => sales.world.close())

const preview = (chart: object) =>
  sales.owner.post<ChartData>('/api/charts/preview', {
    name: 'x',
    kind: 'stat',
    projects: [sales.opportunities.id],
    ...chart,
  })
const amount = { op: 'sum', field: 'Amount' }

test('the pipeline, whole and discounted by each list’s probability, rounded once', async () => {
  const open = { field: 'listKind', op: 'eq', value: 'open' }
  expect((await preview({ measure: amount, filter: open })).totals).toEqual([{ value: '3000.01', currency: 'USD' }])
  // 1000.01 × 50 % + 2000 × 90 % = 2300.005
  expect((await preview({ measure: { ...amount, weight: 'probability' }, filter: open })).totals).toEqual([
    { value: '2300.01', currency: 'USD' },
  ])
})

test('currencies are never added up, and a deal with two tags counts in both', async () => {
  const sold = await preview({
    kind: 'pie',
    measure: amount,
    filter: { field: 'listKind', op: 'eq', value: 'won' },
    split: { by: 'tags' },
  })
  expect(sold.overlapping).toBe(true)
  expect(sold.points.map(({ label, value, currency }) => [label, value, currency])).toEqual(
    expect.arrayContaining([
      ['Support', '500.00', 'USD'],
      ['Training', '500.00', 'USD'],
      ['Support', '4000000.00', 'KHR'],
      ['', '300.00', 'USD'],
    ]),
  )
  expect(sold.points).toHaveLength(4)
})

test('the cube and a scan answer the same', async () => {
  for (const chart of [
    { measure: { op: 'count' }, split: { by: 'list' } },
    { measure: amount, split: { by: 'list' } },
    { measure: amount, split: { by: 'tags' } },
    { measure: amount, split: { by: 'createdAt', every: 'quarter' } },
    {
      measure: { op: 'count' },
      time: { by: 'closedAt', relative: { this: 'month' } },
      split: { by: 'closedAt', every: 'week' },
    },
    { measure: amount, time: { by: 'createdAt', relative: { last: 90, unit: 'day' } } },
  ]) {
    const cube = await preview(chart)
    // A condition that holds for every record, and that the cube knows nothing of.
    const scan = await preview({ ...chart, filter: { field: 'title', op: 'notEmpty' } })
    const plain = ({ points, totals }: ChartData) => ({
      totals,
      points: points
        .map(({ open: _, ...point }) => point)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    })
    expect(plain(scan)).toEqual(plain(cube))
    expect(cube.points.length + cube.totals.length).toBeGreaterThan(0)
  }
})

test('a point opens the records it counts', async () => {
  const { dashboard } = await sales.owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${sales.dashboard}`)
  const data = await sales.owner.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${sales.dashboard}/data`)
  expect(dashboard.charts.map((chart) => chart.name)).toEqual([
    'Open pipeline',
    'Discounted pipeline',
    'Sales per month',
    'Pipeline generated per month',
    'New opportunities per month',
    'Open pipeline by stage',
    'Sales by category',
  ])
  const created = data.charts[dashboard.charts.find((chart) => chart.name === 'New opportunities per month')!.id]!
  const point = created.points[0]!
  const page = await sales.owner.post<QueryAnswer>(`/api/projects/${point.open[0]!.project}/query`, {
    filter: point.open[0]!.filter,
    count: true,
  })
  expect(page.count).toBe(Number(point.value))
  expect(page.count).toBe(7)
})

test('a chart is added and taken away; a wrong one is told', async () => {
  const chart = {
    name: 'Deals by source',
    kind: 'pie',
    projects: [sales.opportunities.id],
    measure: { op: 'count' },
    split: { by: 'Deal source' },
  }
  const made = await sales.owner.post<{ chart: { id: string } }>(`/api/dashboards/${sales.dashboard}/charts`, chart)
  const data = await sales.owner.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${sales.dashboard}/data`)
  expect(data.charts[made.chart.id]!.points.map((point) => point.value)).toEqual(['7'])
  await sales.owner.delete(`/api/charts/${made.chart.id}`)
  expect(
    (
      await sales.owner.refused('POST', '/api/charts/preview', {
        ...chart,
        measure: { op: 'sum', field: 'Loss reason' },
      })
    ).errors[0],
  ).toMatchObject({ code: 'badMeasure' })
  const latest = { ...chart, measure: { op: 'max', field: 'due' } }
  expect((await sales.owner.refused('POST', '/api/charts/preview', latest)).errors[0]).toMatchObject({
    path: 'measure.field',
    code: 'badMeasure',
  })
  expect(
    (await sales.owner.refused('POST', '/api/charts/preview', { ...chart, projects: ['77'] })).errors[0],
  ).toMatchObject({ code: 'unknownProject' })
})
