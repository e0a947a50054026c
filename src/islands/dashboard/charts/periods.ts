import { fallbackMonth, supportsDates } from '../../../client/fallback-dates.ts'
import { dayShort, day as dayText } from '../../../client/format.ts'
import type { ChartPoint } from '../../../core/api/answers.ts'
import { addUnits, startOf } from '../../../core/time/day.ts'
import { localeOf } from '../../../i18n/index.ts'

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Of a key, by how long a period is: 2026, 2026-03, else its first day. */
const SHAPES: Record<Period, RegExp> = {
  day: /^\d{4}-\d\d-\d\d$/,
  week: /^\d{4}-\d\d-\d\d$/,
  month: /^\d{4}-\d\d$/,
  quarter: /^\d{4}-\d\d-\d\d$/,
  year: /^\d{4}$/,
}

export const isPeriod = (key: string, every: Period): boolean => SHAPES[every].test(key)

const firstDay = (key: string): string => (key.length === 4 ? `${key}-01-01` : key.padEnd(10, '-01'))

/** A period in full: "Mar 2026". */
export function periodText(key: string, every: Period): string {
  const day = firstDay(key)
  if (every === 'day' || every === 'week') return dayText(day)
  if (every === 'year') return day.slice(0, 4)
  if (every === 'quarter') return `Q${quarterOf(day)} ${day.slice(0, 4)}`
  return formatted(day, { month: 'short', year: 'numeric' })
}

/** As an axis shows it: the year stands where it begins, and with the first one. */
export function axisText(key: string, before: string | undefined, every: Period): string {
  const day = firstDay(key)
  const isNewYear = before === undefined || firstDay(before).slice(0, 4) !== day.slice(0, 4)
  if (every === 'year') return day.slice(0, 4)
  if (every === 'quarter') return isNewYear ? `Q${quarterOf(day)} ${day.slice(0, 4)}` : `Q${quarterOf(day)}`
  if (every === 'day' || every === 'week') return dayShort(day)
  return formatted(day, isNewYear ? { month: 'short', year: 'numeric' } : { month: 'short' })
}

const quarterOf = (day: string): number => Math.ceil(Number(day.slice(5, 7)) / 3)

function formatted(day: string, format: Intl.DateTimeFormatOptions): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (!supportsDates()) return fallbackMonth(date, format.year !== undefined)
  return new Intl.DateTimeFormat(localeOf(), { ...format, timeZone: 'UTC' }).format(date)
}

/** So many points a chart can show. */
const MOST = 1_000

/** With the periods in between that nothing is in: over a long time the API leaves them out. `value`: what nothing is worth. */
export function withGaps(points: ChartPoint[], every: Period, value: string | null): ChartPoint[] {
  const out: ChartPoint[] = []
  for (const point of points) {
    const last = out.at(-1)
    if (last && isPeriod(last.key, every) && isPeriod(point.key, every))
      for (let key = after(last.key, every); key < point.key; key = after(key, every)) {
        out.push({ ...point, key, label: periodText(key, every), value, parts: [], open: [] })
        if (out.length > MOST) return points
      }
    out.push(point)
  }
  return out
}

const after = (key: string, every: Period): string => addUnits(firstDay(key), 1, every).slice(0, key.length)

/** The last twelve months that have data; of years all. */
export function lastYear(points: readonly ChartPoint[], every: Period): ChartPoint[] {
  const end = points.findLastIndex(({ value }) => value !== null && Number(value) !== 0)
  const last = points[end]
  if (every === 'year' || !last) return [...points]
  // Of quarters four would be little to compare.
  const from = startOf(addUnits(firstDay(last.key), every === 'quarter' ? -21 : -11, 'month'), every).slice(
    0,
    last.key.length,
  )
  return points.slice(0, end + 1).filter(({ key }) => key >= from)
}
