import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  BoardAnswer,
  ChartData,
  DashboardAnswer,
  ImportAnswer,
  ProjectAnswer,
  QueryAnswer,
} from '../../src/core/api/answers.ts'
import { CHART_KINDS } from '../../src/core/api/dashboards/chart.ts'
import type { Client } from '../client.ts'
import { columnsOf, PIPELINES, rowsOf } from '../data/pipeline.ts'
import { startWorld, type World } from '../world.ts'

describe.each(PIPELINES)('the sales history of $name, by API', ({ accounts, deals: dealsFile, expected }) => {
  let world: World
  let owner: Client
  let customers: ProjectAnswer
  let opportunities: ProjectAnswer
  let dashboard: string
  let deals: ImportAnswer

  beforeAll(async () => {
    world = await startWorld({}, { site: false })
    owner = await world.owner()
    const template = await owner.post<{ projects: ProjectAnswer[]; dashboard: { id: string } }>(
      '/api/templates/sales',
      {
        currency: 'USD',
      },
    )
    ;[customers, opportunities] = template.projects as [ProjectAnswer, ProjectAnswer]
    dashboard = template.dashboard.id
    await send(customers, rowsOf(accounts), {
      columns: columnsOf(accounts),
      mapping: [
        { column: 'account', to: 'title' },
        { column: 'office_location', to: 'Address' },
        { column: 'sector', toNew: { name: 'Sector', type: 'select' }, values: expected.sectors },
      ],
      key: 'title',
    })
    deals = await send(opportunities, rowsOf(dealsFile), {
      columns: columnsOf(dealsFile),
      mapping: [
        { column: 'opportunity_id', to: 'title' },
        {
          column: 'deal_stage',
          to: 'list',
          values: { Prospecting: 'Qualification', Engaging: 'Negotiation', Won: 'Closed won', Lost: 'Closed lost' },
        },
        { column: 'account', to: 'Customer', by: 'title', missing: 'create' },
        { column: 'close_value', to: 'Amount' },
        { column: 'engage_date', to: 'createdAt' },
        { column: 'close_date', to: 'Expected close date' },
        { column: 'close_date', to: 'closedAt' },
        { column: 'product', toNew: { name: 'Product', type: 'select' } },
        { column: 'sales_agent', toNew: { name: 'Sales agent', type: 'select' } },
      ],
      key: null,
    })
  })
  afterAll(() => world?.close())

  async function send(project: ProjectAnswer, rows: string[][], mapping: unknown): Promise<ImportAnswer> {
    const { import: job } = await owner.post<{ import: ImportAnswer }>(`/api/projects/${project.id}/imports`, mapping)
    const starts = Array.from({ length: Math.ceil(rows.length / job.chunk) }, (_, i) => i * job.chunk)
    const lane = async () => {
      for (let start = starts.shift(); start !== undefined; start = starts.shift())
        await owner.put(`/api/imports/${job.id}/rows/${start + 1}`, { rows: rows.slice(start, start + job.chunk) })
    }
    await Promise.all([lane(), lane()])
    return (await owner.post<{ import: ImportAnswer }>(`/api/imports/${job.id}/finish`)).import
  }

  test('every row arrives', () => {
    expect(deals.refused).toEqual([])
    expect(deals.created).toBe(8800)
  })

  test('the board shows each stage with its count and sum', async () => {
    const board = await owner.post<BoardAnswer>(`/api/projects/${opportunities.id}/board`, { sum: 'Amount' })
    const shown = board.lists.map(({ id, count }) => [opportunities.lists.find((list) => list.id === id)!.name, count])
    expect(Object.fromEntries(shown)).toMatchObject({
      Qualification: expected.stages.Prospecting,
      Negotiation: expected.stages.Engaging,
      'Closed won': expected.stages.Won,
      'Closed lost': expected.stages.Lost,
    })
    const won = board.lists.find(({ count }) => count === expected.stages.Won)!
    expect(won.totals).toEqual([expect.objectContaining({ op: 'sum', value: `${expected.won}.00`, currency: 'USD' })])
    expect(won.records).toHaveLength(50)
    expect(won.next).not.toBeNull()
  })

  test('customers were found by name, not doubled; deals without one have none', async () => {
    const all = await owner.post<QueryAnswer>(`/api/projects/${customers.id}/query`, { count: true, limit: 1 })
    expect(all.count).toBe(expected.accounts)
    const none = await owner.post<QueryAnswer>(`/api/projects/${opportunities.id}/query`, {
      filter: { field: 'Customer', op: 'empty' },
      count: true,
      limit: 1,
    })
    expect(none.count).toBe(expected.withoutAccount)
  })

  test('the dashboard shows the months of the data set', async () => {
    const { dashboard: shown } = await owner.get<{ dashboard: DashboardAnswer }>(`/api/dashboards/${dashboard}`)
    const data = await owner.get<{ charts: Record<string, ChartData> }>(`/api/dashboards/${dashboard}/data`)
    const named = (name: string) => data.charts[shown.charts.find((chart) => chart.name === name)!.id]!
    const sales = named('Sales per month')
    expect(Object.fromEntries(sales.points.map((point) => [point.key, point.value]))).toEqual(
      Object.fromEntries(Object.entries(expected.wonByMonth).map(([month, sum]) => [month, `${sum}.00`])),
    )
    expect(sales.totals).toEqual([{ value: `${expected.won}.00`, currency: 'USD' }])
    const created = named('New opportunities per month')
    expect(created.points.reduce((sum, point) => sum + Number(point.value), 0)).toBe(8800)
  })

  test.each(CHART_KINDS)('a chart of kind %s shows them', async (kind) => {
    const preview = (chart: object) =>
      owner.post<ChartData>('/api/charts/preview', {
        name: 'Revenue',
        kind,
        projects: [opportunities.id],
        measure: { op: 'sum', field: 'Amount' },
        ...chart,
      })
    const won = { field: 'listKind', op: 'eq', value: 'won' }
    const total = [{ value: `${expected.won}.00`, currency: 'USD' }]
    expect((await preview({ filter: won })).totals).toEqual(total)
    const months = await preview({ filter: won, split: { by: 'closedAt', every: 'month' } })
    expect(months.totals).toEqual(total)
    expect(Object.fromEntries(months.points.map(({ key, value }) => [key, value]))).toEqual(
      Object.fromEntries(Object.entries(expected.wonByMonth).map(([month, sum]) => [month, `${sum}.00`])),
    )
    const stages = await preview({ measure: { op: 'count' }, split: { by: 'list' } })
    expect(Object.fromEntries(stages.points.map(({ label, value }) => [label, Number(value)]))).toMatchObject({
      Qualification: expected.stages.Prospecting,
      Negotiation: expected.stages.Engaging,
      'Closed won': expected.stages.Won,
      'Closed lost': expected.stages.Lost,
    })
    const best = (await preview({ filter: won, split: { by: 'Customer' } })).points
      .filter(({ key }) => key !== '')
      .sort((a, b) => Number(b.value) - Number(a.value))
    expect(best.slice(0, expected.best.length).map(({ label, value }) => [label, Number(value)])).toEqual(expected.best)
    const { open } = best[0]!
    const behind = await owner.post<QueryAnswer>(`/api/projects/${opportunities.id}/query`, {
      filter: open[0]!.filter,
      count: true,
      limit: 1,
    })
    expect(behind.count).toBeGreaterThan(0)
  })

  test('a chunk sent again changes nothing, and the whole import is taken back as one', async () => {
    const rows = rowsOf(dealsFile).slice(0, 500)
    const again = await owner.send('PUT', `/api/imports/${deals.id}/rows/1`, { rows })
    expect(((await again.json()) as { import: ImportAnswer }).import.created).toBe(8800)
    const undone = await owner.delete<{ undone: number; kept: unknown[] }>(`/api/imports/${deals.id}`)
    expect(undone.kept).toEqual([])
    const board = await owner.post<BoardAnswer>(`/api/projects/${opportunities.id}/board`, { sum: 'Amount' })
    expect(board.lists.map((list) => [list.count, list.totals])).toEqual(board.lists.map(() => [0, []]))
  })
})
