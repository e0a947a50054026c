import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartAnswer, ChartData, DashboardAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { dayOf, noon } from './past-days.ts'

let sales: Sales
beforeAll(async () => {
  sales = await startSales()
})
afterAll(() => sales.world.close())

type Answer = { charts: Record<string, ChartData> }

test('a past day’s forecast stands beside what came true of it', async () => {
  const { owner, world } = sales
  const db = await world.db()
  const { dashboard } = await owner.post<{ dashboard: DashboardAnswer }>('/api/dashboards', { name: 'Forecasts' })
  const chart = async (more: object) =>
    (
      await owner.post<{ chart: ChartAnswer }>(`/api/dashboards/${dashboard.id}/charts`, {
        name: 'Forecast',
        kind: 'bar',
        projects: [sales.opportunities.id],
        measure: { op: 'sum', field: 'Amount', weight: 'probability' },
        filter: {
          and: [
            { field: 'listKind', op: 'eq', value: 'open' },
            { field: 'title', op: 'contains', value: 'Chip Mong' },
          ],
        },
        ...more,
      })
    ).chart.id
  const month = (ago: number) => dayOf(noon(ago)).slice(0, 7)
  const byStage = await chart({ split: { by: 'list' } })
  const byMonth = await chart({ split: { by: 'Expected close date', every: 'month' } })
  const byTag = await chart({ split: { by: 'tags' }, measure: { op: 'count', weight: { field: 'Confidence' } } })
  const counts = ['Amount', 'createdAt', 'Deal source']
  const counted = await Promise.all(
    counts.map((field) => chart({ measure: { op: 'count', field, weight: { field: 'Confidence' } } })),
  )
  const plain = await chart({ measure: { op: 'sum', field: 'Amount' } })
  const create = async (title: string, list: string, amount: number, due: string, tags: string[] = []) =>
    (
      await owner.post<{ record: RecordAnswer }>(`/api/projects/${sales.opportunities.id}/records`, {
        title: `Chip Mong, ${title}`,
        list,
        tags,
        values: { Amount: amount, 'Expected close date': due, Confidence: 5 },
      })
    ).record.id
  const lists = ['Qualification', 'Proposal sent']
  const [towers, mall] = [
    await create('towers', lists[1]!, 1000, `${month(0)}-28`, ['Support', 'Training']),
    await create('mall', lists[1]!, 400, `${month(70)}-15`, ['Support']),
  ]
  await create('office', lists[0]!, 5000, `${month(0)}-28`)
  await db.prepare('UPDATE changes SET at = ?').bind(noon(80)).run()
  // For more than was forecast, and after the month that it was forecast for.
  await owner.patch(`/api/records/${towers}`, { values: { Amount: 1500 } })
  for (const id of [towers, mall]) await owner.put(`/api/records/${id}/move`, { list: sales.list('Closed won') })
  await create('new since', 'Closed won', 9999, `${month(0)}-28`)

  const day = dayOf(noon(79))
  const { charts } = await owner.get<Answer>(`/api/dashboards/${dashboard.id}/data?at=${day}`)
  const cameTrueOf = (id: string) => charts[id]!.points.map(({ label, cameTrue }) => [label, cameTrue])
  expect(cameTrueOf(byStage)).toEqual([
    ['Qualification', '0.00'],
    ['Proposal sent', '1900.00'],
  ])
  expect(charts[byStage]!.cameTrue).toEqual([{ value: '1900.00', currency: 'USD' }])
  const months = new Map(charts[byMonth]!.points.map(({ key, cameTrue }) => [key, cameTrue]))
  expect(months.get(month(70))).toBe('0.00')
  expect(months.get(month(0))).toBe('1500.00')
  expect(Object.fromEntries(cameTrueOf(byTag))).toMatchObject({ Support: '2' })
  expect(charts[byTag]!.cameTrue).toEqual([{ value: '2', currency: null }])
  // Two of them have an amount and a day of creation, none a source.
  expect(counted.map((id) => charts[id]!.cameTrue)).toEqual([
    [{ value: '2', currency: null }],
    [{ value: '2', currency: null }],
    [],
  ])
  expect(charts[plain]).not.toHaveProperty('cameTrue')
  const now = await owner.get<Answer>(`/api/dashboards/${dashboard.id}/data`)
  expect(now.charts[byStage]).not.toHaveProperty('cameTrue')
})
