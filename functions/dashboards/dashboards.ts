import * as v from 'valibot'
import {
  type Chart,
  chartById,
  chartSchema,
  compileChart,
  type Part,
  placeSchema,
  previousTimeFrame,
  seriesOf,
  timeFrameOf,
} from '../../src/core/charts/index.ts'
import { invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import {
  type ChartAnswer,
  type ChartData,
  type Dashboard,
  type DashboardAnswer,
  idFrom,
} from '../../src/core/model/index.ts'
import { may, requireWorkspaceRight } from '../../src/core/permissions/index.ts'
import { today } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import type { Context } from '../context.ts'
import { scopeOf } from '../records/input.ts'

export const dashboardInput = v.strictObject({ name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)) })
export const chartInput = v.object({
  ...chartSchema.entries,
  place: v.optional(placeSchema, { x: 0, y: 100, w: 6, h: 4 }),
})

export async function readDashboards(context: Context) {
  await context.batch()
  return context.catalog.dashboards.map(({ id, name }) => ({ id: String(id), name }))
}

export async function createDashboard(context: Context, body: unknown) {
  requireWorkspaceRight(context.access)
  const { name } = parse(dashboardInput, body)
  const write = new Change(context)
  write.createEntity('dashboard', 0, { name, position: sql`(SELECT coalesce(max(position), 0) + 1 FROM dashboards)` })
  const { change, rows } = await write.commit(sql`SELECT max(id) AS id FROM dashboards`)
  return { dashboard: { id: String(rows[0]![0]!.id), name, charts: [] }, change }
}

export async function updateDashboard(context: Context, sent: unknown, body: unknown) {
  requireWorkspaceRight(context.access)
  const { id } = findDashboard(context, sent)
  const { name } = parse(dashboardInput, body)
  const write = new Change(context)
  write.updateEntity('dashboard', 0, id, { name })
  const { change } = await write.commit()
  const fresh = await context.reload()
  return { dashboard: dashboardAnswer(fresh, findDashboard(fresh, sent)), change }
}

export async function deleteDashboard(context: Context, sent: unknown) {
  requireWorkspaceRight(context.access)
  const { id } = findDashboard(context, sent)
  const write = new Change(context)
  write.updateEntity('dashboard', 0, id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

export async function readDashboard(context: Context, sent: unknown): Promise<DashboardAnswer> {
  const dashboard = findDashboard(context, sent)
  await context.batch()
  return dashboardAnswer(context, dashboard)
}

export async function createChart(context: Context, sent: unknown, body: unknown) {
  requireWorkspaceRight(context.access)
  const { id } = findDashboard(context, sent)
  const { place, ...named } = parse(chartInput, body)
  // One that can't be answered is not kept.
  await readChart(context, named)
  const chart = chartById(named, scopesOf(context, named))
  const write = new Change(context)
  write.createEntity('chart', 0, {
    dashboard_id: id,
    definition: JSON.stringify(chart),
    place: JSON.stringify(place),
  })
  const { change, rows } = await write.commit(sql`SELECT max(id) AS id FROM charts`)
  return { chart: { ...(chart as unknown as ChartAnswer), id: String(rows[0]![0]!.id), place }, change }
}

export async function deleteChart(context: Context, sent: unknown) {
  requireWorkspaceRight(context.access)
  const id = idFrom(sent)
  if (id === null || !context.catalog.dashboards.some(({ charts }) => charts.some((one) => one.id === id)))
    throw notFound()
  const write = new Change(context)
  write.updateEntity('chart', 0, id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

/** The data of all its charts in one batch. */
export async function readDashboardData(context: Context, sent: unknown) {
  const { charts } = findDashboard(context, sent)
  const { answers, seq } = await readCharts(
    context,
    charts.map(({ definition }) => definition as unknown as Chart),
  )
  return {
    at: new Date(context.now).toISOString(),
    seq,
    charts: Object.fromEntries(charts.map(({ id }, i) => [String(id), chartResult(context, answers[i]!)])),
  }
}

export const previewChart = (context: Context, body: unknown) => readChart(context, parse(chartSchema, body))

/** One chart's data, or its problem. */
async function readChart(context: Context, chart: Chart): Promise<ChartData> {
  const { answers } = await readCharts(context, [chart])
  const [answer] = answers
  if (answer instanceof Problem) throw answer
  return answer as ChartData
}

function scopesOf(context: Context, chart: Chart) {
  return chart.projects.flatMap((id) => {
    const project = context.catalog.projects.find((one) => String(one.id) === id)
    return project ? [scopeOf(context, project)] : []
  })
}

type Answer = ChartData | Problem

/** On a dashboard a chart's problem stands where its data would. What it is, only who sees all is told: it names fields. */
function chartResult(context: Context, answer: Answer): ChartData | { error: { code: string; what: string } } {
  if (!(answer instanceof Problem)) return answer
  const first = seesAll(context) ? answer.issues[0] : issue('', 'unreadableChart')
  return { error: { code: first!.code, what: first!.message } }
}

/** A chart that can't be answered (its field is gone, or hidden from the reader) says so; the others are answered. */
async function readCharts(context: Context, charts: readonly Chart[]): Promise<{ answers: Answer[]; seq: number }> {
  const statements: Sql[] = [sql`SELECT coalesce(max(seq), 0) AS seq FROM history`]
  const plans = charts.map((chart) => {
    try {
      return {
        chart,
        now: chartStatements(context, statements, chart, false),
        before: chart.compare ? chartStatements(context, statements, chart, true) : [],
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      return problem
    }
  })
  const results = await context.batch(...statements)
  const parts = (asked: ChartStatement[]): Part[] =>
    asked.map(({ scope, at }) => ({ scope, rows: results[at]!.results as unknown as Part['rows'] }))
  const answers = plans.map((plan): Answer => {
    if (plan instanceof Problem) return plan
    const data = seriesOf(plan.chart, parts(plan.now))
    return plan.before.length === 0 ? data : { ...data, previous: seriesOf(plan.chart, parts(plan.before)).totals }
  })
  return { answers, seq: Number(results[0]!.results[0]!.seq) }
}

interface ChartStatement {
  scope: ReturnType<typeof scopeOf>
  at: number
}

function chartStatements(context: Context, statements: Sql[], chart: Chart, before: boolean): ChartStatement[] {
  return chart.projects.flatMap((id) => {
    const project = context.catalog.projects.find((one) => String(one.id) === id)
    if (!project) throw invalid('projects', 'unknownProject')
    const scope = scopeOf(context, project)
    const frame = before ? previousTimeFrame(chart.time, today(scope)) : timeFrameOf(chart.time, today(scope))
    if (!frame) return []
    statements.push(compileChart(chart, scope, frame))
    return [{ scope, at: statements.length - 1 }]
  })
}

function findDashboard(context: Context, sent: unknown): Dashboard {
  const id = idFrom(sent)
  const found = context.catalog.dashboards.find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}

const dashboardAnswer = (context: Context, { id, name, charts }: Dashboard): DashboardAnswer => ({
  id: String(id),
  name,
  charts: charts.map((chart) => chartAnswer(context, chart)),
})

/** Of one that reads what may not be seen only its name and place are there: its filter would tell. */
function chartAnswer(context: Context, { id, definition, place }: Dashboard['charts'][number]): ChartAnswer {
  const chart = definition as unknown as Chart
  const shown = seesAll(context) || compiles(context, chart)
  return {
    ...((shown ? chart : { name: chart.name, kind: chart.kind }) as unknown as ChartAnswer),
    id: String(id),
    place: place as unknown as ChartAnswer['place'],
  }
}

const seesAll = ({ access, unfilteredCatalog }: Context) =>
  unfilteredCatalog.projects.every((project) => may(access, project, 'manage'))

function compiles(context: Context, chart: Chart): boolean {
  try {
    chartStatements(context, [], chart, false)
    return true
  } catch (problem) {
    if (problem instanceof Problem) return false
    throw problem
  }
}
