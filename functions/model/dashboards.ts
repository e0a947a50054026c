import * as v from 'valibot'
import { demandWorkspace } from '../../src/core/access/index.ts'
import {
  type Chart,
  chartSchema,
  compileChart,
  frameBefore,
  frameOf,
  type Part,
  placeSchema,
  seriesOf,
} from '../../src/core/charts/index.ts'
import { notFound, Problem, refuse } from '../../src/core/errors/index.ts'
import { type ChartAnswer, type ChartData, type DashboardAnswer, idFrom } from '../../src/core/model/index.ts'
import { today } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import type { Row } from './database.ts'
import { parse } from './parse.ts'
import { scopeOf } from './records/input.ts'
import { Write } from './write.ts'

const dashboardSchema = v.strictObject({ name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)) })
const placedSchema = v.object({ ...chartSchema.entries, place: v.optional(placeSchema, { x: 0, y: 100, w: 6, h: 4 }) })

export async function readDashboards(context: Context) {
  const [result] = await context.ask(
    sql`SELECT id, name FROM dashboards WHERE deleted_at IS NULL ORDER BY position, id`,
  )
  return result!.results.map((row) => ({ id: String(row.id), name: String(row.name) }))
}

export async function createDashboard(context: Context, body: unknown) {
  demandWorkspace(context.access)
  const { name } = parse(dashboardSchema, body)
  const write = new Write(context)
  write.createThing('dashboard', 0, { name, position: sql`(SELECT coalesce(max(position), 0) + 1 FROM dashboards)` })
  const { change, rows } = await write.commit(sql`SELECT max(id) AS id FROM dashboards`)
  return { dashboard: { id: String(rows[0]![0]!.id), name, charts: [] }, change }
}

export async function updateDashboard(context: Context, sent: unknown, body: unknown) {
  demandWorkspace(context.access)
  const { row } = await find(context, sent)
  const { name } = parse(dashboardSchema, body)
  const write = new Write(context)
  write.updateThing('dashboard', 0, row.id as number, { name })
  const { change } = await write.commit()
  return { dashboard: await readDashboard(context, sent), change }
}

export async function deleteDashboard(context: Context, sent: unknown) {
  demandWorkspace(context.access)
  const { row } = await find(context, sent)
  const write = new Write(context)
  write.updateThing('dashboard', 0, row.id as number, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

export async function readDashboard(context: Context, sent: unknown): Promise<DashboardAnswer> {
  const { row, charts } = await find(context, sent)
  return { id: String(row.id), name: String(row.name), charts: charts.map(chartAnswer) }
}

export async function createChart(context: Context, sent: unknown, body: unknown) {
  demandWorkspace(context.access)
  const { row } = await find(context, sent)
  const { place, ...chart } = parse(placedSchema, body)
  await answerCharts(context, [chart])
  const write = new Write(context)
  write.createThing('chart', 0, {
    dashboard_id: row.id as number,
    definition: JSON.stringify(chart),
    place: JSON.stringify(place),
  })
  const { change, rows } = await write.commit(sql`SELECT * FROM charts WHERE id = (SELECT max(id) FROM charts)`)
  return { chart: chartAnswer(rows[0]![0]!), change }
}

export async function deleteChart(context: Context, sent: unknown) {
  demandWorkspace(context.access)
  const id = idFrom(sent)
  const [result] = await context.ask(sql`SELECT id FROM charts WHERE id = ${id} AND deleted_at IS NULL`)
  if (id === null || result!.results.length === 0) throw notFound()
  const write = new Write(context)
  write.updateThing('chart', 0, id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

/** The data of all its charts in one batch. */
export async function readDashboardData(context: Context, sent: unknown) {
  const { charts } = await find(context, sent)
  const definitions = charts.map((row) => JSON.parse(String(row.definition)) as Chart)
  const { answers, seq } = await answerCharts(context, definitions)
  return {
    at: new Date(context.now).toISOString(),
    seq,
    charts: Object.fromEntries(charts.map((row, i) => [String(row.id), answers[i]!])),
  }
}

export async function previewChart(context: Context, body: unknown) {
  const { answers } = await answerCharts(context, [parse(chartSchema, body)])
  const [answer] = answers
  if (answer && 'error' in answer) throw refuse('', answer.error.code, answer.error)
  return answer
}

type Answer = ChartData | { error: { code: 'unknownField' | 'unknownProject' | 'shape'; what: string } }

/** A chart that can't be answered (its field is gone, or hidden from the reader) says so; the others are answered. */
async function answerCharts(context: Context, charts: readonly Chart[]): Promise<{ answers: Answer[]; seq: number }> {
  const statements: Sql[] = [sql`SELECT coalesce(max(seq), 0) AS seq FROM history`]
  const plans = charts.map((chart) => {
    try {
      return {
        chart,
        now: ask(context, statements, chart, false),
        before: chart.compare ? ask(context, statements, chart, true) : [],
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      const [first] = problem.faults
      return { error: { code: first!.code as 'unknownField', what: first!.message } }
    }
  })
  const results = await context.ask(...statements)
  const parts = (asked: Asked[]): Part[] =>
    asked.map(({ scope, at }) => ({ scope, rows: results[at]!.results as unknown as Part['rows'] }))
  const answers = plans.map((plan): Answer => {
    if ('error' in plan) return { error: plan.error! }
    const data = seriesOf(plan.chart, parts(plan.now))
    return plan.before.length === 0 ? data : { ...data, previous: seriesOf(plan.chart, parts(plan.before)).totals }
  })
  return { answers, seq: Number(results[0]!.results[0]!.seq) }
}

interface Asked {
  scope: ReturnType<typeof scopeOf>
  at: number
}

function ask(context: Context, statements: Sql[], chart: Chart, before: boolean): Asked[] {
  return chart.projects.flatMap((id) => {
    const project = context.catalog.projects.find((one) => String(one.id) === id)
    if (!project) throw refuse('projects', 'unknownProject')
    const scope = scopeOf(context, project)
    const frame = before ? frameBefore(chart.time, today(scope)) : frameOf(chart.time, today(scope))
    if (!frame) return []
    statements.push(compileChart(chart, scope, frame))
    return [{ scope, at: statements.length - 1 }]
  })
}

async function find(context: Context, sent: unknown): Promise<{ row: Row; charts: Row[] }> {
  const id = idFrom(sent)
  const [dashboards, charts] = await context.ask(
    sql`SELECT id, name FROM dashboards WHERE id = ${id} AND deleted_at IS NULL`,
    sql`SELECT id, definition, place FROM charts WHERE dashboard_id = ${id} AND deleted_at IS NULL ORDER BY id`,
  )
  const row = dashboards!.results[0]
  if (!row) throw notFound()
  return { row, charts: charts!.results }
}

const chartAnswer = (row: Row): ChartAnswer => ({
  ...(JSON.parse(String(row.definition)) as ChartAnswer),
  id: String(row.id),
  place: JSON.parse(String(row.place)) as ChartAnswer['place'],
})
