import type { InferOutput } from 'valibot'
import type { GroupAnswer } from '../../src/core/api/answers.ts'
import type { groupInput } from '../../src/core/api/record.ts'
import type { Json } from '../../src/core/model/index.ts'
import { type GroupKey, groupAt, type Scope } from '../../src/core/query/index.ts'
import { byCodePoint } from '../../src/core/text/fold.ts'
import type { GroupTotals, Measured } from './aggregate.ts'
import { totalAnswer } from './totals.ts'

type GroupInput = InferOutput<typeof groupInput>

/** So many groups are answered, in their order; that there are more is said. */
const MOST = 500

export function groupsAnswer(
  scope: Scope,
  { by, every }: GroupInput,
  measures: readonly Measured[],
  totals: ReadonlyMap<GroupKey | null, GroupTotals>,
): { groups: GroupAnswer[]; moreGroups?: true } {
  const group = groupAt('group.by', scope, by, every ?? 'day')
  const all = [...totals].map(([key, { label, n, totals: parts }]) => {
    const heading =
      key === null ? { label: '', color: null, order: Number.POSITIVE_INFINITY } : group.describe(key, label)
    return {
      key: key === null ? '' : String(key),
      ...heading,
      count: n,
      totals: measures.flatMap((measured, i) => totalAnswer(scope, measured, parts[i]!)),
      filter: group.filter(key, label) as Json,
    }
  })
  const sorted = all.sort(
    (a, b) => (a.order === b.order ? 0 : a.order - b.order) || (group.every ? byCodePoint(a.key, b.key) : 0),
  )
  const groups = sorted.slice(0, MOST).map(({ order: _, ...one }) => one)
  return { groups, ...(sorted.length > MOST && { moreGroups: true }) }
}
