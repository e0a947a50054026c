import type { ChartData } from '../../src/core/api/answers.ts'
import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import { asOf, MOST_TOGETHER } from '../../src/core/charts/index.sql.ts'
import { type Row, withGoal, withPrevious } from '../../src/core/charts/index.ts'
import { Problem } from '../../src/core/errors/index.ts'
import { projectRights } from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { LAST_SEQ } from '../db/history-seq.ts'
import { keepDerived } from '../records/index.ts'
import { besideWhatCameTrue } from './came-true.ts'
import { CellsNow } from './cells-now.ts'
import { CellsThen } from './cells-then.ts'
import type { PastDay } from './past.ts'
import { answerOf, type Plan, placeOf, planOf } from './plan.ts'
import { type Answer, Sources } from './sources.ts'

export type ChartResult = ChartData | Problem

interface Options {
  /** they are a dashboard's, and not only tried */
  isStored?: boolean
  /** as of the end of a day that is past */
  past?: PastDay | null
}

/** Charts in one batch. One that can't be answered (its field is gone, or hidden from the reader) is its problem. */
export async function readCharts(
  context: Context,
  charts: readonly Chart[],
  { isStored = false, past = null }: Options = {},
): Promise<{ results: ChartResult[]; seq: number }> {
  const place = placeOf(context, past)
  const sources = new Sources(past ? new CellsThen() : new CellsNow())
  const plans = charts.map((stored) => planOf(place, sources, stored))
  const { answers, seq } = await ask(context, sources.statements(), past)
  const results = plans.map((plan): ChartResult => {
    if (plan instanceof Problem) return plan
    const { chart, current, previous } = plan
    const data = { ...withGoal(chart, answerOf(chart, current, answers), current.frame), ...partialOf(context, chart) }
    return previous ? withPrevious(chart, data, answerOf(chart, previous, answers)) : data
  })
  if (past) return { results: await besideWhatCameTrue(context, plans, results, answers), seq }
  keepForNext(context, plans, isStored)
  return { results, seq }
}

/** What each statement answers. Charts of a past day stand together, so that what was there then is put together once for several. */
async function ask(
  context: Context,
  statements: readonly Sql[],
  past: PastDay | null,
): Promise<{ answers: Answer[]; seq: number }> {
  const last = sql<{ seq: number }>`SELECT ${LAST_SEQ} AS seq`
  if (!past) {
    const [[found], ...answers] = await context.batch(last, ...statements)
    return { answers: answers as unknown as Answer[], seq: found!.seq }
  }
  const chunks = Array.from({ length: Math.ceil(statements.length / MOST_TOGETHER) }, (_, i) =>
    statements.slice(i * MOST_TOGETHER, (i + 1) * MOST_TOGETHER),
  )
  const [[found], ...results] = await context.batch(
    last,
    ...chunks.map((chunk) => asOf(chunk, past, context.catalog.workspace.zone)),
  )
  const answers = chunks.flatMap((chunk, i) =>
    chunk.map((_, q) => (results[i] as unknown as (Row & { q: number })[]).filter((row) => row.q === q)),
  )
  return { answers, seq: found!.seq }
}

/** What a large project is asked for is kept, so that the next time is quick. */
function keepForNext(context: Context, plans: readonly (Problem | Plan)[], isStored: boolean): void {
  const chartParts = plans.flatMap((plan) => (plan instanceof Problem ? [] : plan.current.parts))
  for (const [project, parts] of Map.groupBy(chartParts, ({ scope }) => scope.project))
    keepDerived(context, project, {
      sums: parts.flatMap(({ unkept }) => unkept.sums),
      // An axis costs each write something, so that only charts that stay get one.
      axes: isStored ? parts.flatMap(({ unkept }) => unkept.axes) : [],
    })
}

/** From the reader's role alone, never from whether something was left out: that would tell of what isn't shown. */
function partialOf({ access }: Context, { projects }: Chart): { partial?: true } {
  const isWhole = projects.every((id) => {
    const { records } = projectRights(access.rights, Number(id))
    return access.level({ id: Number(id) }) !== 'none' && records === 'all'
  })
  return isWhole ? {} : { partial: true }
}
