import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartData, DashboardAnswer, QueryAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { fieldAxis } from '../../../src/core/charts/index.ts'
import { seededRandom } from '../../seeded-random.ts'
import { compareCube, keepAxis, keepSum, type Sales, startSales } from '../sales-world.ts'

const { random, seed } = seededRandom()
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

test('a point opens the records it counts', async () => {
  const { dashboard } = await sales.owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${sales.dashboard}`)
  const data = await sales.owner.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${sales.dashboard}/data`)
  expect(dashboard.charts.map((chart) => chart.name)).toEqual([
    'Open pipeline',
    'Open deals',
    'Discounted pipeline',
    'Pipeline by confidence',
    'Sales per month',
    'Sales by category',
    'Pipeline generated per month',
    'New opportunities per month',
    'Open pipeline by stage',
    'Open deals by stage',
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
  const answer = await sales.owner.post<{ chart: { id: string } }>(`/api/dashboards/${sales.dashboard}/charts`, chart)
  const data = await sales.owner.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${sales.dashboard}/data`)
  expect(data.charts[answer.chart.id]!.points.map((point) => point.value)).toEqual(['7'])
  await sales.owner.delete(`/api/charts/${answer.chart.id}`)
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

/** Deals of three years, some closed, in two currencies, each with a cost that may be in the other. */
async function importHistory(): Promise<void> {
  const columns = ['Deal', 'Stage', 'Amount', 'Cost', 'Opened', 'Closed', 'Service', 'Expected', 'Source', 'Stars']
  const to = [
    'title',
    'list',
    'Amount',
    'Cost',
    'createdAt',
    'closedAt',
    'tags',
    'Expected close date',
    'Deal source',
    'Confidence',
  ]
  const { import: job } = await sales.owner.post<{ import: { id: string } }>(
    `/api/projects/${sales.opportunities.id}/imports`,
    { columns, mapping: columns.map((column, i) => ({ column, to: to[i] })), dates: 'YMD' },
  )
  const stages = ['Negotiation', 'Closed won', 'Proposal sent', 'Closed lost', 'Closed won']
  const services = ['Support', 'Training', '', 'Consulting']
  const date = (n: number) => new Date(Date.UTC(2023, 10, 1) + n * 86_400_000).toISOString().slice(0, 10)
  const rows = Array.from({ length: 60 }, (_, i) => [
    `Stock system for branch ${i + 1}`,
    stages[i % 5]!,
    i % 7 === 0 ? '' : i % 3 === 0 ? `${i * 40_000 + 100} KHR` : `${i * 25}.5`,
    i % 4 === 0 ? '' : i % 2 === 0 ? `${i * 10_000} KHR` : `${i * 10}`,
    date(i * 18),
    i % 5 === 0 || i % 5 === 2 ? '' : date(i * 18 + 20),
    services[i % 4]!,
    i % 6 === 0 ? '' : date(i * 18 + 40),
    ['Referral', '', 'Website', 'Event'][i % 4]!,
    ['', '1', '3', '5'][i % 4]!,
  ])
  await sales.owner.put(`/api/imports/${job.id}/rows/1`, { rows })
  await sales.owner.post(`/api/imports/${job.id}/finish`)
}

const withThen = ({ second, ...chart }: { second?: object; [part: string]: unknown }): object =>
  // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
  second ? Object.assign(chart, { then: second }) : chart

/** Whatever the cube might be asked together: all of it in the proof, a share of it drawn anew each time. */
function combined(): object[] {
  const none = [undefined]
  const sum = ['Amount', 'Cost'].map((field) => ({ op: 'sum', field }))
  const weights = [...none, 'probability', { field: 'Confidence' }]
  const filters = [...none, { field: 'listKind', op: 'eq', value: 'won' }]
  const times = ['createdAt', 'closedAt', 'Expected close date'].flatMap((by) => [
    { by, from: '2024-01-01', to: '2024-12-31' },
    { by, from: '2024-02-10', to: '2025-07-20' },
  ])
  const splits = [
    ...['list', 'tags', 'Deal source', 'Confidence'].map((by) => ({ by })),
    ...['createdAt', 'closedAt', 'Expected close date'].flatMap((by) =>
      ['month', 'day', 'year'].map((every) => ({ by, every })),
    ),
  ]
  const all = [{ op: 'count' }, ...sum].flatMap((measure) =>
    weights.flatMap((weight) =>
      filters.flatMap((filter) =>
        [...none, ...times].flatMap((time) =>
          [...none, ...splits].flatMap((split) =>
            [...none, { by: 'list' }].map((second) =>
              withThen({
                measure: weight ? { ...measure, weight } : measure,
                ...(filter && { filter }),
                ...(time && { time }),
                ...(split && { split }),
                ...(split && second && split.by !== 'list' && { second }),
              }),
            ),
          ),
        ),
      ),
    ),
  )
  return process.env.PROOF ? all : all.filter(() => random() < 120 / all.length)
}

test(`the cube and a scan answer the same, seed ${seed}`, { timeout: 300_000 }, async () => {
  await keepSum(sales.world, sales.field('Cost'))
  for (const name of ['Expected close date', 'Deal source', 'Confidence'])
    await keepAxis(sales.world, sales.opportunities, fieldAxis({ id: Number(sales.field(name)) }))
  await keepAxis(sales.world, sales.opportunities, 'createdByList')
  await importHistory()
  const expected = { by: 'Expected close date', every: 'month' }
  const cost = { op: 'sum', field: 'Cost' }
  const won = { field: 'listKind', op: 'eq', value: 'won' }
  const year = { from: '2024-01-01', to: '2024-12-31' }
  const midMonth = { from: '2024-02-10', to: '2025-07-20' }
  const charts = [
    { measure: { op: 'count' } },
    { measure: { op: 'count' }, split: { by: 'list' } },
    { measure: { op: 'count' }, filter: { field: 'list', op: 'eq', value: 'Closed won' }, split: { by: 'tags' } },
    { measure: amount, split: { by: 'list' } },
    { measure: cost, split: { by: 'list' } },
    { measure: { ...cost, weight: 'probability' }, filter: { field: 'listKind', op: 'eq', value: 'open' } },
    { measure: amount, split: { by: 'tags' } },
    { measure: cost, filter: won, split: { by: 'tags' } },
    { measure: amount, split: { by: 'createdAt', every: 'quarter' } },
    { measure: amount, split: { by: 'createdAt', every: 'day' } },
    { measure: cost, filter: won, split: { by: 'createdAt', every: 'year' } },
    { measure: cost, filter: won, time: { by: 'createdAt', ...year }, split: { by: 'list' } },
    { measure: { op: 'count' }, time: { by: 'createdAt', ...midMonth }, split: { by: 'createdAt', every: 'month' } },
    { measure: amount, time: { by: 'createdAt', ...midMonth }, split: { by: 'list' } },
    { measure: amount, time: { by: 'closedAt', ...midMonth }, split: { by: 'list' } },
    { measure: cost, time: { by: 'closedAt', ...year }, split: { by: 'closedAt', every: 'month' } },
    { measure: { op: 'count' }, filter: won, split: { by: 'closedAt', every: 'week' } },
    {
      measure: { op: 'count' },
      time: { by: 'closedAt', relative: { this: 'month' } },
      split: { by: 'closedAt', every: 'week' },
    },
    { measure: amount, time: { by: 'createdAt', relative: { last: 90, unit: 'day' } } },
    { measure: amount, split: { by: 'createdAt', every: 'month' }, second: { by: 'list' } },
    { measure: amount, split: { by: 'list' }, second: { by: 'closedAt', every: 'quarter' } },
    { measure: { op: 'count' }, split: { by: 'tags' }, second: { by: 'list' } },
    // By axes of the project's own fields.
    { measure: amount, split: expected },
    { measure: cost, split: { ...expected, every: 'quarter' }, second: { by: 'list' } },
    { measure: amount, filter: won, time: { by: expected.by, ...year }, split: expected },
    { measure: { op: 'count' }, time: { by: expected.by, from: '2025-01-01' }, split: { by: 'list' } },
    { measure: { ...amount, weight: 'probability' }, time: { by: expected.by, to: '2025-06-30' } },
    { measure: amount, time: { by: expected.by, ...midMonth }, split: expected },
    { measure: amount, split: { by: 'Deal source' } },
    { measure: amount, split: { by: 'Confidence' }, second: { by: 'list' } },
    { measure: { ...amount, weight: { field: 'Confidence' } }, filter: won },
    { measure: { ...amount, weight: { field: 'Confidence' } }, split: { by: 'list' } },
    { measure: { op: 'count', weight: { field: 'Confidence' } }, split: { by: 'Confidence' } },
    { measure: { op: 'count' }, filter: won, split: { by: 'list' }, second: { by: 'Deal source' } },
    // Weighed by what the axis of another split doesn't tell apart.
    { measure: { ...amount, weight: { field: 'Confidence' } }, split: { by: 'createdAt', every: 'month' } },
    { measure: { ...amount, weight: { field: 'Confidence' } }, split: { by: 'tags' } },
    { measure: { ...amount, weight: { field: 'Confidence' } }, time: { by: 'closedAt', ...year } },
  ].map(withThen)
  let looked = 0
  for (const chart of [...charts, ...combined()]) {
    const cube = await preview(chart)
    // A condition that holds for every record, and that the cube knows nothing of.
    const all = { field: 'title', op: 'notEmpty' }
    const { filter } = chart as { filter?: object }
    const scan = await preview({ ...chart, filter: filter ? { and: [filter, all] } : all })
    const plain = ({ points, totals }: ChartData) => ({
      totals,
      points: points
        .map(({ open: _, ...point }) => point)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    })
    expect(plain(scan), JSON.stringify(chart)).toEqual(plain(cube))
    looked += cube.points.length
  }
  expect(looked).toBeGreaterThan(100)
  // Whatever is written, the axes of fields stay right.
  const { records } = await sales.owner.post<QueryAnswer>(`/api/projects/${sales.opportunities.id}/query`, { limit: 9 })
  const [first, second, third, ...rest] = records.map(({ id }) => id)
  await sales.owner.patch(`/api/records/${first}`, { values: { 'Expected close date': '2027-01-31', Amount: 77 } })
  await sales.owner.patch(`/api/records/${second}`, { values: { 'Deal source': null } })
  await sales.owner.put(`/api/records/${third}/move`, { list: sales.list('Closed lost') })
  const { change } = await sales.owner.delete<{ change: string }>(`/api/records/${rest[0]}`)
  await sales.owner.delete(`/api/records/${rest[1]}`)
  await sales.owner.post(`/api/changes/${change}/undo`)
  await sales.owner.put(`/api/records/${rest[2]}/archive`)
  const { stored, computed } = await compareCube(sales.world)
  expect(stored).toEqual(computed)
  await sales.owner.delete(`/api/fields/${sales.field('Deal source')}`)
  const after = await compareCube(sales.world)
  expect(after.stored).toEqual(after.computed)
})
