import type { ChartData } from '../../src/core/api/answers.ts'
import type { Chart, ChartPreview } from '../../src/core/api/chart.ts'
import { compileChart, unkeptOfChart } from '../../src/core/charts/index.sql.ts'
import { type Part, previousTimeFrame, seriesOf, timeFrameOf } from '../../src/core/charts/index.ts'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import type { Dashboard, Field } from '../../src/core/model/index.ts'
import { may } from '../../src/core/permissions/index.ts'
import type { SqlScope } from '../../src/core/query/index.sql.ts'
import { groupAt, today } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { LAST_SEQ } from '../db/history-seq.ts'
import { keepDerived } from '../records/index.ts'

/** The data of all its charts in one batch. */
export async function readDashboardData(context: Context, { charts }: Dashboard) {
  const { results, seq } = await readCharts(
    context,
    charts.map(({ definition }) => definition as unknown as Chart),
  )
  return {
    at: new Date(context.now).toISOString(),
    seq,
    charts: Object.fromEntries(charts.map(({ id }, i) => [String(id), dataOrError(context, results[i]!)])),
  }
}

/** The data of a chart that is tried. By `then` nothing is split yet, but what it names has to be there. */
export async function previewChart(context: Context, { then, ...chart }: ChartPreview): Promise<ChartData> {
  if (then) for (const scope of scopesOf(context, chart)) groupAt('then.by', scope, then.by, 'month')
  return readChart(context, chart)
}

/** One chart's data. Throws its problem. */
export async function readChart(context: Context, chart: Chart): Promise<ChartData> {
  const { results } = await readCharts(context, [chart])
  const [data] = results
  if (data instanceof Problem) throw data
  return data as ChartData
}

/** The projects of a chart that the reader may see. */
export const scopesOf = (context: Context, chart: Chart): SqlScope[] =>
  chart.projects.flatMap((id) => {
    const project = context.catalog.projects.find((one) => String(one.id) === id)
    return project ? [context.scope(project)] : []
  })

/** Whether the chart reads nothing that may not be seen. */
export function compiles(context: Context, chart: Chart): boolean {
  try {
    compile(context, [], chart, false)
    return true
  } catch (problem) {
    if (problem instanceof Problem) return false
    throw problem
  }
}

export const seesAll = ({ access, unfilteredCatalog }: Context) =>
  unfilteredCatalog.projects.every((project) => may(access, project, 'manage'))

type Result = ChartData | Problem

/** A chart that can't be computed answers its problem in place of its data. Only who sees everything gets its details, since they name fields. */
function dataOrError(context: Context, result: Result): ChartData | { error: { code: string; what: string } } {
  if (!(result instanceof Problem)) return result
  const first = seesAll(context) ? result.issues[0] : issue('', 'unreadableChart')
  return { error: { code: first!.code, what: first!.message } }
}

/** A chart that can't be answered (its field is gone, or hidden from the reader) says so; the others are answered. */
async function readCharts(context: Context, charts: readonly Chart[]): Promise<{ results: Result[]; seq: number }> {
  const statements: Sql[] = []
  const plans = charts.map((chart) => {
    try {
      return {
        chart,
        current: compile(context, statements, chart, false),
        previous: chart.compare ? compile(context, statements, chart, true) : [],
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      return problem
    }
  })
  const [[last], ...rows] = await context.batch(sql<{ seq: number }>`SELECT ${LAST_SEQ} AS seq`, ...statements)
  const parts = (compiled: Compiled[]): Part[] =>
    compiled.map(({ scope, at }) => ({ scope, rows: rows[at] as Part['rows'] }))
  const results = plans.map((plan): Result => {
    if (plan instanceof Problem) return plan
    const data = seriesOf(plan.chart, parts(plan.current))
    if (plan.previous.length === 0) return data
    return { ...data, previous: seriesOf(plan.chart, parts(plan.previous)).totals }
  })
  for (const plan of plans)
    if (!(plan instanceof Problem))
      for (const { scope, unkept } of plan.current)
        if (unkept.length > 0) keepDerived(context, scope.project, { sums: unkept })
  return { results, seq: last!.seq }
}

/** Where the rows of one project stand among the batch's results. */
interface Compiled {
  scope: SqlScope
  at: number
  /** fields whose sums would answer it, if they were kept */
  unkept: readonly Field[]
}

function compile(context: Context, statements: Sql[], chart: Chart, previous: boolean): Compiled[] {
  return chart.projects.flatMap((id) => {
    const project = context.catalog.projects.find((one) => String(one.id) === id)
    if (!project) throw invalid('projects', 'unknownProject')
    const scope = context.scope(project)
    const frame = previous ? previousTimeFrame(chart.time, today(scope)) : timeFrameOf(chart.time, today(scope))
    if (!frame) return []
    statements.push(compileChart(chart, scope, frame))
    return [{ scope, at: statements.length - 1, unkept: unkeptOfChart(chart, scope, frame) }]
  })
}
