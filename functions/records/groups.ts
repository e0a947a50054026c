import * as v from 'valibot'
import type { GroupAnswer, Json } from '../../src/core/model/index.ts'
import { type GroupKey, groupAt, PERIODS, type Scope } from '../../src/core/query/index.ts'
import { byCodePoint } from '../../src/core/text/fold.ts'
import type { GroupTotals, Measured } from './aggregate.ts'
import { totalAnswer } from './totals.ts'

export const groupSchema = v.strictObject({ by: v.string(), every: v.optional(v.picklist(PERIODS)) })
type GroupInput = v.InferOutput<typeof groupSchema>

/** So many groups are answered, in their order; that there are more is said. */
const MOST = 500

export function groupsAnswer(
  scope: Scope,
  { by, every }: GroupInput,
  measures: readonly Measured[],
  tallied: ReadonlyMap<GroupKey | null, GroupTotals>,
): { groups: GroupAnswer[]; moreGroups?: true } {
  const group = groupAt('group.by', scope, by, every ?? 'day')
  const all = [...tallied].map(([key, { label, n, totals: parts }]) => {
    const told = key === null ? { label: '', color: null, order: Number.POSITIVE_INFINITY } : group.told(key, label)
    return {
      key: key === null ? '' : String(key),
      ...told,
      count: n,
      totals: measures.flatMap((measured, i) => totalAnswer(scope, measured, parts[i]!)),
      filter: (key === null ? { field: by, op: 'empty' } : group.filter(key, label)) as Json,
    }
  })
  const sorted = all.sort(
    (a, b) => (a.order === b.order ? 0 : a.order - b.order) || (group.every ? byCodePoint(a.key, b.key) : 0),
  )
  const groups = sorted.slice(0, MOST).map(({ order: _, ...one }) => one)
  return { groups, ...(sorted.length > MOST && { moreGroups: true }) }
}
