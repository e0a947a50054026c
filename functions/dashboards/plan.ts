import type { ChartData } from '../../src/core/api/answers.ts'
import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import { compileChart, forecastRecordsSql, type Source, type Unkept } from '../../src/core/charts/index.sql.ts'
import {
  isForecast,
  previousTimeFrame,
  seriesOf,
  type TimeFrame,
  timeFrameOf,
  withBreakdown,
  withLists,
} from '../../src/core/charts/index.ts'
import { invalid, Problem } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import type { SqlScope } from '../../src/core/query/index.sql.ts'
import { today } from '../../src/core/query/index.ts'
import type { Context } from '../context/index.ts'
import { CellsNow } from './cells-now.ts'
import type { PastDay } from './past.ts'
import { type Answer, type RowsOf, Sources } from './sources.ts'

/** A chart with the statements that answer it, and those of the period before. */
export interface Plan {
  chart: Chart
  current: Compiled
  previous: Compiled | null
}

/** Adds what a chart is read from to that of its batch. One that can't be answered is its problem. */
export function planOf(place: Place, sources: Sources, stored: Chart): Plan | Problem {
  try {
    const chart = withBreakdown(withLists(stored), place.today)
    return {
      chart,
      current: compile(place, sources, chart, false),
      previous: chart.compare ? compile(place, sources, chart, true) : null,
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return problem
  }
}

/** `answers`: of each statement of the batch. */
export const answerOf = (chart: Chart, { frame, parts }: Compiled, answers: readonly Answer[]): ChartData =>
  seriesOf(
    chart,
    parts.map(({ scope, divisor, cells, points, totals }) => ({
      scope,
      divisor,
      cells: cells(answers),
      points: points?.(answers) ?? null,
      totals: totals?.(answers) ?? null,
    })),
    frame,
  )

/** Today, or a day that is past, with its projects as the reader sees them. */
export interface Place {
  today: string
  isPast: boolean
  project(id: string): Project | undefined
  /** nobody shows the reader that project */
  isHidden(id: string): boolean
  scope(project: Project): SqlScope
}

export function placeOf(context: Context, past: PastDay | null): Place {
  const projects = past?.projects ?? context.catalog.projects
  const catalog = past
    ? { ...context.catalog, projects: [...past.projects], workspace: past.workspace }
    : context.catalog
  const now = past?.at ?? context.now
  return {
    today: today({ catalog, now }),
    isPast: past !== null,
    project: (id) => projects.find((one) => String(one.id) === id),
    isHidden: (id) => context.access.level({ id: Number(id) }) === 'none',
    scope: (project) => (past ? { ...context.scope(project), catalog, now } : context.scope(project)),
  }
}

export interface Compiled {
  frame: TimeFrame
  parts: CompiledPart[]
}

/** The rows of one project. */
interface CompiledPart {
  scope: SqlScope
  divisor: number
  cells: RowsOf
  points: RowsOf | null
  totals: RowsOf | null
  /** fields whose sums would answer it, if they were kept */
  unkept: Unkept
  /** of a past day's forecast: of which records it was made */
  forecast: RowsOf | null
}

/** Null where there is no period before. */
function compile(place: Place, sources: Sources, chart: Chart, previous: false): Compiled
function compile(place: Place, sources: Sources, chart: Chart, previous: boolean): Compiled | null
function compile(place: Place, sources: Sources, chart: Chart, previous: boolean): Compiled | null {
  const frame = previous ? previousTimeFrame(chart.time, place.today) : timeFrameOf(chart.time, place.today)
  if (!frame) return null
  const add = (source: Source | null) => source && sources.add(source)
  const parts = chart.projects.flatMap((id) => {
    const project = place.project(id)
    // Of several projects those that the reader's role shows are a part; what is there for nobody is an error.
    if (!project && place.isHidden(id)) return []
    if (!project) throw invalid('projects', 'unknownProject')
    const scope = place.scope(project)
    const { cells, points, totals, divisor, unkept } = compileChart(chart, scope, frame)
    const forecast =
      place.isPast && !previous && isForecast(chart.measure) ? forecastRecordsSql(chart, scope, frame) : null
    return [
      {
        scope,
        divisor,
        cells: sources.add(cells),
        points: add(points),
        totals: add(totals),
        unkept,
        forecast: add(forecast),
      },
    ]
  })
  if (parts.length === 0) throw invalid('projects', 'unknownProject')
  return { frame, parts }
}

/** Whether the chart reads nothing that may not be seen. */
export const compiles = (context: Context, chart: Chart): boolean =>
  !(planOf(placeOf(context, null), new Sources(new CellsNow()), chart) instanceof Problem)
