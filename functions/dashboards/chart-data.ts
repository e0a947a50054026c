import type { ChartData } from '../../src/core/api/answers.ts'
import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import { Problem } from '../../src/core/errors/index.ts'
import type { Dashboard } from '../../src/core/model/index.ts'
import type { SqlScope } from '../../src/core/query/index.sql.ts'
import type { Filter } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { changedSince } from './changed-since.ts'
import { errorTeller } from './error-teller.ts'
import { filterFrom, narrowed } from './narrow.ts'
import { readPast } from './past.ts'
import { readCharts } from './read-charts.ts'

export interface DataQuery {
  /** for this time alone, as JSON */
  filter?: string | undefined
  /** ids with commas between them; absent: all */
  charts?: string | undefined
  /** at most so many, those that are read first */
  first?: number | undefined
  /** the last change that the reader's data knows of: charts that can't have changed since are left out */
  since?: number | undefined
  /** a day that is past: as it was at its end */
  at?: string | undefined
}

/**
 * The data of all its charts, or of those asked for, in one batch. The dashboard's filter and the one that is sent hold for each
 * chart that has what they name; another says that they don't.
 */
export async function readDashboardData(context: Context, dashboard: Dashboard, question: DataQuery = {}) {
  const past = question.at === undefined ? null : await readPast(context, question.at)
  const wanted = wantedOf(dashboard, question)
  const filters = [
    dashboard.filter as unknown as Filter | null,
    question.filter === undefined ? null : filterFrom(question.filter),
  ].filter((one) => one !== null)
  const all = wanted.now.map(({ id, definition }) => ({
    id: String(id),
    ...narrowed(context, definition as unknown as Chart, filters),
  }))
  const questions = question.since === undefined || past ? all : await changedSince(context, all, question.since)
  const { results, seq } = await readCharts(
    context,
    questions.map(({ chart }) => chart),
    { isStored: true, past },
  )
  const tell = await errorTeller(context, results)
  const data = results.map((result, i) => {
    const answered = result instanceof Problem ? tell(result) : result
    return 'error' in answered || questions[i]!.isNarrowed ? answered : { ...answered, unfiltered: true }
  })
  return {
    at: new Date(past?.at ?? context.now).toISOString(),
    seq,
    charts: Object.fromEntries(questions.map(({ id }, i) => [id, data[i]!])),
    ...(wanted.later.length > 0 && { more: wanted.later.map(({ id }) => String(id)) }),
  }
}

/** Those that are asked for, in the order in which they are read, of a long dashboard the first of them. */
function wantedOf({ charts }: Dashboard, { charts: sent, first }: DataQuery) {
  const ids = sent?.split(',')
  const wanted = ids ? charts.filter(({ id }) => ids.includes(String(id))) : charts
  if (first === undefined) return { now: wanted, later: [] }
  const placeOf = (chart: Dashboard['charts'][number]) => chart.place as unknown as { x: number; y: number }
  const ordered = wanted.toSorted((a, b) => placeOf(a).y - placeOf(b).y || placeOf(a).x - placeOf(b).x)
  return { now: ordered.slice(0, first), later: ordered.slice(first) }
}

/** One chart's data. Throws its problem. `isStored`: it is to stay, so that it gets what makes it quick. */
export async function readChart(context: Context, chart: Chart, isStored = false): Promise<ChartData> {
  const { results } = await readCharts(context, [chart], { isStored })
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
