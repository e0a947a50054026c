import type { ChartData } from '../../src/core/api/answers.ts'
import { cameTrueSql } from '../../src/core/charts/index.sql.ts'
import { type Part, type Row, seriesOf, withCameTrue } from '../../src/core/charts/index.ts'
import { Problem } from '../../src/core/errors/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import type { Plan } from './plan.ts'
import type { Answer } from './sources.ts'

/** A past day's forecasts with what came true of them, asked of today. `found`: what was answered as of that day. */
export async function besideWhatCameTrue(
  context: Context,
  plans: readonly (Plan | Problem)[],
  results: readonly (ChartData | Problem)[],
  found: readonly Answer[],
): Promise<(ChartData | Problem)[]> {
  const statements: Sql[] = []
  const add = (statement: Sql | null) => (statement ? statements.push(statement) - 1 : null)
  const questions = plans.map((plan) => {
    if (plan instanceof Problem) return null
    const { chart, current } = plan
    const parts = current.parts.flatMap(({ scope: then, forecast }) => {
      const project = context.catalog.projects.find(({ id }) => id === then.project.id)
      if (forecast === null || !project) return []
      const scope = context.scope(project)
      const { cells, totals } = cameTrueSql(chart, scope, current.frame, forecast(found))
      return [{ scope, cells: add(cells)!, totals: add(totals) }]
    })
    return parts.length > 0 ? { chart, frame: current.frame, parts } : null
  })
  if (statements.length === 0) return [...results]
  const answers = (await context.batch(...statements)) as unknown as Row[][]
  return results.map((data, i) => {
    const one = questions[i]
    if (!one || data instanceof Problem) return data
    const { weight: _, ...measure } = one.chart.measure
    const { then: __, ...chart } = { ...one.chart, measure }
    const parts = one.parts.map(
      ({ scope, cells, totals }): Part => ({
        scope,
        divisor: 1,
        cells: answers[cells]!,
        points: null,
        totals: totals === null ? null : answers[totals]!,
      }),
    )
    return withCameTrue(data, seriesOf(chart, parts, one.frame))
  })
}
