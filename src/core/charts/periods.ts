import type { ChartData, ChartPoint } from '../api/answers.ts'
import { decimalFrom } from '../fields/index.ts'
import { type Period, periodName } from '../query/index.ts'
import { addUnits, startOf } from '../time/day.ts'
import type { Fold } from './folded.ts'
import type { TimeFrame } from './time-frame.ts'

/** At most this many empty periods are put in: a stray date of 1970 makes no thousand bars. */
const LONGEST = 400
/** So many points a chart can show. */
const MOST = 1_000

/** The time that a chart is about, and the day on which it is asked. */
interface Within {
  frame: TimeFrame
  today: string
}

/** Points in order, as many as a chart can show; of dates one for each period `within` that time, where they follow each other. */
export function inPeriods(
  points: ChartPoint[],
  every: Period | null,
  within: Within | null,
  op: Fold,
): Pick<ChartData, 'points' | 'thinned'> {
  const all = every && within ? filled(points, every, within, op) : points
  const shown = all.length > MOST ? most(all, every !== null && within !== null) : all
  const named = every
    ? shown.map((point) => ({ ...point, key: periodName(point.key, every), label: periodName(point.label, every) }))
    : shown
  return { points: named, ...(shown.length < all.length && { thinned: { points: all.length } }) }
}

/** Of dates the latest, else the greatest, in the order they had. */
function most(points: ChartPoint[], dated: boolean): ChartPoint[] {
  if (dated) return points.slice(-MOST)
  const size = ({ value }: ChartPoint) => Math.abs(Number(value ?? 0))
  const largestPoints = new Set([...points].sort((a, b) => size(b) - size(a)).slice(0, MOST))
  return points.filter((point) => largestPoints.has(point))
}

function filled(points: ChartPoint[], every: Period, { frame, today }: Within, op: Fold): ChartPoint[] {
  const { from, to } = frame
  const dated = points.filter(({ key }) => key !== '')
  if (dated.length === 0) return points
  const currencies = [...new Set(points.map((point) => point.currency))]
  const have = new Map(points.map((point) => [`${point.key} ${point.currency}`, point]))
  const first = from === null ? dated[0]!.key : startOf(from, every)
  // What is still to come of a period that has begun is no gap.
  const hasBegun = (from === null || from <= today) && to !== null && today < to
  const ends = to === null ? [] : [startOf(hasBegun ? today : to, every)]
  const last = [dated.at(-1)!.key, ...ends].sort().at(-1)!
  const nothing = (currency: string | null) =>
    op === 'count' || op === 'sum' ? (currency ? decimalFrom(0, currency) : '0') : null
  const out: ChartPoint[] = []
  for (let key = first, n = 0; key <= last; key = addUnits(key, 1, every), n++) {
    if (n > LONGEST) return points
    for (const currency of currencies)
      out.push(
        have.get(`${key} ${currency}`) ?? {
          key,
          label: key,
          color: null,
          value: nothing(currency),
          currency,
          parts: [],
          open: [],
        },
      )
  }
  return [...out, ...points.filter(({ key }) => key === '')]
}
