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

/** A group of the first split in one currency, or one of its parts. */
interface Heap extends Heading {
  open: ChartPoint['open']
  /** which groups of which projects are in `open`; a heap of merged names has several */
  opened: Set<string>
  folded: Folded | null
}

interface Point extends Heap {
  currency: string
  parts: Map<string, Heap>
}

/** The rows of all projects as one series: same-named lists and tags are one (M43), periods without records are there. */
export function seriesOf(chart: Chart, parts: readonly Part[], frame: TimeFrame): ChartData {
  const op = foldIn(chart.measure)
  const points = new Map<string, Point>()
  const totals = new Totals(op)
  // What came and went isn't what is there now: no filter finds it.
  const isPast = isByList(chart.measure.op)
  const filter = questionFilter(chart, frame)
  const opens = ({ scope }: Part, own: readonly Filter[]) => ({
    project: String(scope.project.id),
    filter: { and: [...(filter ? [filter] : []), ...own] } as Json,
  })
  const isMerged = chart.mergeNames !== false && parts.length > 1
  const headingsOf = (scope: Scope, split: Chart['split']) =>
    new Headings(groupOf(scope, split), isMerged, parts.length > 1 ? scope : null)
  for (const part of parts) {
    const { scope, divisor } = part
    const [firsts, seconds] = [headingsOf(scope, chart.split), headingsOf(scope, chart.then)]
    const into = (heap: Heap, groups: readonly Grouped[]) => {
      const cell = `${scope.project.id} ${groups.map(({ id }) => id).join(' ')}`
      if (isPast || heap.opened.has(cell)) return
      heap.opened.add(cell)
      heap.open.push(
        opens(
          part,
          groups.flatMap((one) => one.filter ?? []),
        ),
      )
    }
    const pointOf = (group: Grouped, currency: string): Point => {
      const cell = `${group.heading.key} ${currency}`
      const point = points.get(cell) ?? { ...emptyHeap(group), currency, parts: new Map<string, Heap>() }
      points.set(cell, point)
      into(point, [group])
      return point
    }
    for (const row of part.cells) {
      const { currency, folded } = foldOf(op, { ...row, divisor }, scope)
      const first = firsts.of(row.key, row.label)
      const point = pointOf(first, currency)
      if (chart.then) {
        const second = seconds.of(row.key2, row.label2)
        const heap = point.parts.get(second.heading.key) ?? emptyHeap(second)
        point.parts.set(second.heading.key, heap)
        into(heap, [first, second])
        add(op, heap, folded)
      }
      if (!part.points) add(op, point, folded)
    }
    for (const row of part.points ?? []) {
      const { currency, folded } = foldOf(op, { ...row, divisor }, scope)
      add(op, pointOf(firsts.of(row.key, row.label), currency), folded)
    }
    for (const row of part.totals ?? part.points ?? part.cells) totals.add({ ...row, divisor }, scope)
  }
  const [first] = parts
  const workspace = first?.scope.catalog.workspace
  const inOrder = byCurrency(workspace?.currency ?? '')
  const [split, then] = [chart.split, chart.then].map((one) => (first ? groupOf(first.scope, one) : null))
  const sorted = [...points.values()].sort(
    (a, b) => a.order - b.order || byCodePoint(a.key, b.key) || inOrder(a.currency, b.currency),
  )
  const ordered = isRanked(chart) ? sorted.sort((a, b) => sizeOf(op, b.folded!) - sizeOf(op, a.folded!)) : sorted
  const answered = ordered.map(
    (point): ChartPoint => ({
      ...heapAnswer(op, point, point.currency),
      currency: point.currency || null,
      ...(isPast && { of: point.folded!.n }),
      parts: [...point.parts.values()]
        .sort((a, b) => a.order - b.order || byCodePoint(a.key, b.key))
        .map((one) => heapAnswer(op, one, point.currency)),
    }),
  )
  return {
    ...totals.answer(workspace?.reportCurrency ?? null, inOrder),
    ...inPeriods(answered, split?.every ?? null, isRanked(chart) ? null : { frame, today: todayOf(first) }, op),
    open: isPast ? [] : parts.map((part) => opens(part, [])),
    previous: null,
    ...((split?.overlapping || then?.overlapping) && { overlapping: true }),
  }
}

const emptyHeap = ({ heading }: Grouped): Heap => ({ ...heading, open: [], opened: new Set(), folded: null })

function add(op: Fold, heap: Heap, folded: Folded): void {
  heap.folded = heap.folded ? combined(op, heap.folded, folded) : folded
}

const heapAnswer = (op: Fold, { key, label, color, folded, open }: Heap, currency: string) => ({
  key,
  label,
  color,
  value: finished(op, folded!, currency),
  open,
})

const todayOf = (part: Part | undefined): string => (part ? today(part.scope) : '')

const groupOf = (scope: Scope, split: Chart['split']): Group | null =>
  split ? groupNamed(scope, split.by, split.every ?? 'month') : null

/** The greatest stands first. */
const isRanked = ({ kind }: Chart): boolean => kind === 'pie' || kind === 'leaderboard'
