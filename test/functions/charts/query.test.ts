import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartData, QueryAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { partOpen } from '../../../src/core/charts/index.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type Sales, startSales } from '../sales-world.ts'

/** What a chart says of a point, a part or in all is what the records are worth that its own filter finds. */
let sales: Sales
beforeAll(async () => {
  sales = await startSales({ sample: true })
  // Teams that overlap, and amounts in riel among those in dollars.
  const { people } = await sales.owner.get<{ people: { id: string }[] }>('/api/people')
  for (const name of ['Phnom Penh', 'Siem Reap'])
    await sales.owner.post('/api/teams', { name, people: people.map(({ id }) => id) })
  const { records } = await query({ limit: 200 })
  for (const [i, { id }] of records.slice(0, 12).entries())
    await sales.owner.patch(`/api/records/${id}`, {
      values: { Amount: { amount: 1_000_100 * (i + 1), currency: 'KHR' }, Confidence: (i % 5) + 1 },
    })
})
afterAll(() => sales.world.close())

const { random, seed } = seededRandom()
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!

const query = (body: object, project = sales.opportunities.id) =>
  sales.owner.post<QueryAnswer>(`/api/projects/${project}/query`, body)

async function recordsOf(open: ChartData['open']): Promise<RecordAnswer[]> {
  const all: RecordAnswer[] = []
  for (const { project, filter } of open)
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: QueryAnswer = await query({ filter, limit: 200, ...(cursor && { cursor }) }, project)
      all.push(...page.records)
      cursor = page.next
    }
  return all
}

type Measure = { op: string; field?: string; weight?: 'probability' | { field: string } }

const MEASURES: readonly Measure[] = [
  { op: 'count' },
  { op: 'count', field: 'Deal source' },
  { op: 'count', field: 'Amount' },
  { op: 'count', weight: 'probability' },
  ...['Deal source', 'Amount', 'Confidence', 'Expected close date', 'Profit'].flatMap((field) => [
    { op: 'count', field, weight: 'probability' as const },
    { op: 'count', field, weight: { field: 'Confidence' } },
  ]),
  ...['sum', 'average', 'median', 'min', 'max'].flatMap((op) => [
    { op, field: 'Amount' },
    { op, field: 'Profit' },
  ]),
  ...['average', 'median', 'min', 'max'].map((op) => ({ op, field: 'Confidence' })),
  { op: 'sum', field: 'Amount', weight: 'probability' },
  { op: 'sum', field: 'Amount', weight: { field: 'Confidence' } },
  { op: 'average', field: 'Profit', weight: { field: 'Confidence' } },
]
const SPLITS = [
  { by: 'list' },
  { by: 'tags' },
  { by: 'team' },
  { by: 'assignees' },
  { by: 'Deal source' },
  { by: 'Confidence' },
  { by: 'Customer' },
  { by: 'Customer.Category' },
  ...['day', 'week', 'month', 'quarter', 'year'].map((every) => ({ by: 'Expected close date', every })),
  { by: 'createdAt', every: 'month' },
  { by: 'closedAt', every: 'quarter' },
]
const FILTERS = [
  { field: 'listKind', op: 'eq', value: 'open' },
  { field: 'Amount', op: 'gte', value: 3000 },
  {
    or: [
      { field: 'assignees', op: 'has', value: 'me' },
      { field: 'Confidence', op: 'gt', value: 2 },
    ],
  },
]

function randomChart() {
  const year = new Date().getFullYear()
  const time = pick([
    undefined,
    { by: 'createdAt', from: `${year - 1}-02-10` },
    { by: 'Expected close date', from: `${year}-01-01`, to: `${year}-12-31` },
    { by: 'closedAt', relative: { last: 12, unit: 'month' } },
    { by: 'Expected close date', relative: { this: 'year' } },
  ])
  const [split, then] = [pick([undefined, ...SPLITS]), pick([undefined, ...SPLITS])]
  return {
    measure: pick(MEASURES),
    ...(random() < 0.4 && { filter: pick(FILTERS) }),
    ...(time && { time }),
    ...(split && { split }),
    ...(split && then && then.by !== split.by && { then }),
  }
}

/** Each record's value with its currency, in exact hundredths of hundredths. */
function valuesOf(
  records: readonly RecordAnswer[],
  { op, field, weight }: Measure,
): { value: number; currency: string | null }[] {
  return records.flatMap((record) => {
    const of = (name: string) => record.values[sales.field(name)] as never
    const stored = field === undefined ? 1 : of(field)
    if (stored === null || (Array.isArray(stored) && (stored as unknown[]).length === 0)) return []
    const { amount, currency } = (stored as { amount?: string; currency?: string }) ?? {}
    // A count is of those that have something there, whatever it is.
    const worth = amount !== undefined ? Number(amount) : typeof stored === 'number' ? stored : 1
    const plain = op === 'count' ? 1 : worth
    const list = sales.opportunities.lists.find(({ id }) => id === record.list)!
    const by = !weight ? 1 : weight === 'probability' ? list.probability / 100 : (of(weight.field) as number | null)
    if (by === null) return []
    const value = plain * (typeof weight === 'object' ? by / 5 : by)
    return [{ value, currency: op === 'count' ? null : (currency ?? null) }]
  })
}

function fold(records: readonly RecordAnswer[], measure: Measure, currency: string | null): number | null {
  const values = valuesOf(records, measure)
    .filter((one) => one.currency === currency)
    .map(({ value }) => value)
    .sort((a, b) => a - b)
  const sum = values.reduce((all, one) => all + one, 0)
  const { length } = values
  switch (measure.op) {
    case 'count':
      return measure.weight ? sum : length
    case 'sum':
      return sum
    case 'average':
      return length === 0 ? null : sum / length
    case 'median':
      return length === 0 ? null : (values[Math.floor((length - 1) / 2)]! + values[Math.floor(length / 2)]!) / 2
    case 'min':
      return values[0] ?? null
    default:
      return values.at(-1) ?? null
  }
}

test('a weighted count of a field counts what has something there, and doesn’t multiply it', async () => {
  for (const field of ['Amount', 'createdAt', 'Confidence', 'Deal source', 'number']) {
    const { totals, open } = await sales.owner.post<ChartData>('/api/charts/preview', {
      name: 'x',
      kind: 'stat',
      projects: [sales.opportunities.id],
      measure: { op: 'count', field, weight: 'probability' },
    })
    const there = (await recordsOf(open)).filter(
      ({ values }) => ['createdAt', 'number'].includes(field) || values[sales.field(field)] !== null,
    )
    const list = ({ list }: RecordAnswer) => sales.opportunities.lists.find(({ id }) => id === list)!
    const expected = there.reduce((sum, record) => sum + list(record).probability / 100, 0)
    const total = totals.reduce((sum, { value }) => sum + Number(value), 0)
    expect(Math.abs(total - expected), `${field}: ${total} instead of ${expected}`).toBeLessThan(0.00501)
  }
})

test(`each point, part and total is what its records are worth, seed ${seed}`, { timeout: 300_000 }, async () => {
  const count = process.env.PROOF ? 400 : 25
  let looked = 0
  for (let i = 0; i < count; i++) {
    const chart = randomChart()
    const data = await sales.owner.post<ChartData>('/api/charts/preview', {
      name: 'x',
      kind: 'bar',
      projects: [sales.opportunities.id],
      ...chart,
    })
    const same = async (value: string | null, currency: string | null, open: ChartData['open']) => {
      const expected = fold(await recordsOf(open), chart.measure, currency)
      const message = `${JSON.stringify(chart)} ${JSON.stringify(open)}`
      if (expected === null || value === null) expect(value, message).toBe(expected)
      else expect(Math.abs(Number(value) - expected), `${message} ${value} ${expected}`).toBeLessThan(0.00501)
      looked += 1
    }
    for (const { value, currency } of data.totals) await same(value, currency, data.open)
    for (const point of data.points.slice(0, 6)) {
      await same(point.value, point.currency, point.open)
      for (const part of point.parts.slice(0, 3)) {
        const group = data.groups.find(({ key }) => key === part.key)
        await same(part.value, point.currency, partOpen(point, group))
      }
    }
  }
  expect(looked).toBeGreaterThan(count)
})
