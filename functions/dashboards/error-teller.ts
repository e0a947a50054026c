import { issue, Problem } from '../../src/core/errors/index.ts'
import { may } from '../../src/core/permissions/index.ts'
import type { Context } from '../context/index.ts'
import { type Gone, type GoneRow, goneFrom, goneOf, idsIn, selectGone } from '../db/gone.ts'

/** What stands in place of a chart's data. `name`: what is missing, as people knew it. */
export interface ChartError {
  error: { code: string; what: string; name?: string }
}

/**
 * How the problems among these results are told: only who sees everything gets details, since they name fields; what was deleted is
 * called as it was.
 */
export async function errorTeller(
  context: Context,
  results: readonly unknown[],
): Promise<(problem: Problem) => ChartError> {
  if (!seesAll(context)) return () => chartErrorOf(issue('', 'unreadableChart'))
  const ids = results.flatMap((one) => (one instanceof Problem ? idsIn(String(one.issues[0]?.name ?? '')) : []))
  const [rows] = ids.length > 0 ? await context.batch(selectGone(ids)) : [[] as GoneRow[]]
  return (problem) => named(problem, goneFrom(rows))
}

function named({ issues: [first] }: Problem, gone: Gone): ChartError {
  if (!first || typeof first.name !== 'string') return chartErrorOf(first ?? issue('', 'unreadableChart'))
  const { code } = first
  const [found] = idsIn(first.name).flatMap((id) => goneOf(gone, code, id) ?? [])
  return chartErrorOf(found ? issue('', code, { name: found.name }) : first)
}

const chartErrorOf = ({ code, message, name }: ReturnType<typeof issue>): ChartError => ({
  error: { code, what: message, ...(typeof name === 'string' && { name }) },
})

export const seesAll = ({ access, unfilteredCatalog }: Context) =>
  unfilteredCatalog.projects.every((project) => may(access, project, 'manage'))
