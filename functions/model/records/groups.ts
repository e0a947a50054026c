import * as v from 'valibot'
import { compileChart } from '../../../src/core/charts/index.ts'
import type { GroupAnswer, Json } from '../../../src/core/model/index.ts'
import { type GroupKey, groupAt, PERIODS, type Scope } from '../../../src/core/query/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { byCodePoint } from '../../../src/core/text/fold.ts'
import type { Row } from '../database.ts'
import { type TotalInput, type Totalled, totalAnswer, totalStatement } from './totals.ts'

export const groupSchema = v.strictObject({ by: v.string(), every: v.optional(v.picklist(PERIODS)) })
export type GroupInput = v.InferOutput<typeof groupSchema>

/** So many groups are answered, in their order; the rest are said to be there. */
const MOST = 500

/** The groups with their counts, then each total of them: the statements whose results `groupsAnswer` puts together. */
export function groupStatements(
  scope: Scope,
  group: GroupInput,
  { filter, also }: Totalled,
  totals: readonly TotalInput[],
): Sql[] {
  groupAt('group.by', scope, group.by, group.every)
  const split = { by: group.by, every: group.every ?? ('day' as const) }
  const counts = compileChart({ measure: { op: 'count' }, filter, split }, scope, { from: null, to: null }, also)
  return [
    counts,
    ...totals.map((total, i) => totalStatement(scope, total, { filter, also, split }, `totals.${i}.field`)),
  ].map((statement) => sql`SELECT * FROM (${statement}) ORDER BY key IS NULL, coalesce(label, key) LIMIT 20000`)
}

export function groupsAnswer(
  scope: Scope,
  input: GroupInput,
  totals: readonly TotalInput[],
  [counts, ...rest]: readonly (readonly Row[])[],
): { groups: GroupAnswer[]; moreGroups?: true } {
  const group = groupAt('group.by', scope, input.by, input.every ?? 'day')
  const byKey = rest.map((rows) => Map.groupBy(rows, (row) => row.key ?? null))
  const all = counts!.map((row) => {
    const key = (row.key ?? null) as GroupKey | null
    const label = row.label === null ? null : String(row.label)
    const told = key === null ? { label: '', color: null, order: Number.POSITIVE_INFINITY } : group.told(key, label)
    return {
      key: key === null ? '' : String(key),
      ...told,
      count: Number(row.n),
      totals: totals.flatMap((total, i) => totalAnswer(scope, total, byKey[i]!.get(key) ?? [])),
      filter: (key === null ? { field: input.by, op: 'empty' } : group.filter(key, label)) as Json,
    }
  })
  const sorted = all.sort(
    (a, b) => (a.order === b.order ? 0 : a.order - b.order) || (group.every ? byCodePoint(a.key, b.key) : 0),
  )
  const groups = sorted.slice(0, MOST).map(({ order: _, ...one }) => one)
  return { groups, ...(sorted.length > MOST && { moreGroups: true }) }
}
