import type { ChartData, ChartPoint } from '../api/answers.ts'
import type { Chart } from '../api/dashboards/chart.ts'
import { byCurrency, type Json } from '../model/index.ts'
import { type Filter, type Group, type GroupKey, groupNamed, type Scope, today } from '../query/index.ts'
import { byCodePoint } from '../text/fold.ts'
import { combined, type Fold, type Folded, finished, foldIn, foldOf, sizeOf } from './folded.ts'
import { type Grouped, type Heading, Headings } from './headings.ts'
import { isByList } from './measures.ts'
import { inPeriods } from './periods.ts'
import { questionFilter } from './question.ts'
import { remembered } from './remembered.ts'
import type { TimeFrame } from './time-frame.ts'
import { Totals } from './totals.ts'

export interface Row {
  key: GroupKey | null
  label: string | null
  key2: GroupKey | null
  label2: string | null
  currency: string
  n: number
  value: number | null
}

/** What one project answered: rows of compileChart. */
export interface Part {
  scope: Scope
  divisor: number
  cells: readonly Row[]
  points: readonly Row[] | null
  totals: readonly Row[] | null
}

/** Groups of one name, and which records of which projects they are; one of merged names has several. */
interface Heap extends Heading {
  open: ChartPoint['open']
}

/** A group of the first split in one currency; `parts` by the key of their group. */
interface Point extends Heap {
  currency: string
  folded: Folded | null
  parts: Map<string, Folded>
}

/** The rows of all projects as one series: same-named lists and tags are one (M43), periods without records are there. */
export function seriesOf(chart: Chart, parts: readonly Part[], frame: TimeFrame): ChartData {
  const op = foldIn(chart.measure)
  const points = new Map<string, Point>()
  const groups = new Map<string, Heap>()
  const totals = new Totals(op)
  // What came and went isn't what is there now: no filter finds it.
  const isPast = isByList(chart.measure.op)
  const filter = questionFilter(chart, frame)
  const chartFilters = filter ? [filter] : []
  const isMerged = chart.mergeNames !== false && parts.length > 1
  const headingsOf = (scope: Scope, split: Chart['split']) =>
    new Headings(groupOf(scope, split), isMerged, parts.length > 1 ? scope : null)
  for (const part of parts) {
    const { scope, divisor } = part
    const [firsts, seconds] = [headingsOf(scope, chart.split), headingsOf(scope, chart.then)]
    const into = (heap: Heap, filter: Filter | null) => {
      if (!isPast && filter) heap.open.push(opens(scope, filter))
    }
    // Each is looked for once, in however many rows it is.
    const pointsIn = remembered((currency: string) =>
      remembered((group: Grouped) => {
        const cell = `${group.heading.key} ${currency}`
        const point = points.get(cell) ?? { ...emptyHeap(group), currency, folded: null, parts: new Map() }
        points.set(cell, point)
        into(point, { and: [...chartFilters, ...(group.filter ? [group.filter] : [])] })
        return point
      }),
    )
    const groupOfParts = remembered((second: Grouped) => {
      const group = groups.get(second.heading.key) ?? emptyHeap(second)
      groups.set(group.key, group)
      into(group, second.filter)
      return group
    })
    const foldedOf = (rows: readonly Row[]) => rows.map((row) => ({ row, ...foldOf(op, row, divisor, scope) }))
    const cells = foldedOf(part.cells)
    const apart = part.points && foldedOf(part.points)
    for (const { row, currency, folded } of cells) {
      const point = pointsIn(currency)(firsts.of(row.key, row.label))
      if (chart.then) {
        const { key } = groupOfParts(seconds.of(row.key2, row.label2))
        point.parts.set(key, together(op, point.parts.get(key), folded))
      }
      if (!apart) point.folded = together(op, point.folded, folded)
    }
    for (const { row, currency, folded } of apart ?? []) {
      const point = pointsIn(currency)(firsts.of(row.key, row.label))
      point.folded = together(op, point.folded, folded)
    }
    for (const one of part.totals ? foldedOf(part.totals) : (apart ?? cells)) totals.add(one.row, one, divisor, scope)
  }
  const [first] = parts
  const workspace = first?.scope.catalog.workspace
  const inOrder = byCurrency(workspace?.currency ?? '')
  const [split, then] = [chart.split, chart.then].map((one) => (first ? groupOf(first.scope, one) : null))
  const sorted = [...points.values()].sort((a, b) => inPlace(a, b) || inOrder(a.currency, b.currency))
  const ordered = isRanked(chart) ? sorted.sort((a, b) => sizeOf(op, b.folded!) - sizeOf(op, a.folded!)) : sorted
  const seconds = [...groups.values()].sort(inPlace)
  const answered = ordered.map(
    ({ key, label, color, open, currency, folded, parts }): ChartPoint => ({
      key,
      label,
      color,
      value: finished(op, folded!, currency),
      open,
      currency: currency || null,
      ...(isPast && { of: folded!.n }),
      parts: seconds
        .filter(({ key }) => parts.has(key))
        .map(({ key, label }) => ({ key, label, value: finished(op, parts.get(key)!, currency) })),
    }),
  )
  return {
    ...totals.answer(workspace?.reportCurrency ?? null, inOrder),
    ...inPeriods(answered, split?.every ?? null, isRanked(chart) ? null : { frame, today: todayOf(first) }, op),
    groups: seconds.map(({ key, label, color, open }) => ({ key, label, color, filters: open })),
    open: isPast ? [] : parts.map(({ scope }) => opens(scope, { and: chartFilters })),
    previous: null,
    ...((split?.overlapping || then?.overlapping) && { overlapping: true }),
  }
}

const opens = ({ project }: Scope, filter: Filter) => ({
  project: String(project.id),
  filter: filter as unknown as Json,
})

const emptyHeap = ({ heading }: Grouped): Heap => ({ ...heading, open: [] })

const inPlace = (a: Heading, b: Heading): number => a.order - b.order || byCodePoint(a.key, b.key)

const together = (op: Fold, before: Folded | null | undefined, folded: Folded): Folded =>
  before ? combined(op, before, folded) : folded

const todayOf = (part: Part | undefined): string => (part ? today(part.scope) : '')

const groupOf = (scope: Scope, split: Chart['split']): Group | null =>
  split ? groupNamed(scope, split.by, split.every ?? 'month') : null

/** The greatest stands first. */
const isRanked = ({ kind }: Chart): boolean => kind === 'pie' || kind === 'leaderboard'
