import * as v from 'valibot'
import { addUnitsInCalendar, startOf, type Unit } from '../../time/day.ts'

/** A day told from today: `{"relative": "start-of-month", "plus": -1, "unit": "month"}`. */
export const relativeSchema = v.strictObject({
  relative: v.picklist(['today', 'start-of-week', 'start-of-month', 'start-of-quarter', 'start-of-year']),
  plus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-10_000), v.maxValue(10_000)), 0),
  unit: v.optional(v.picklist(['day', 'week', 'month', 'quarter', 'year']), 'day'),
})

/** The day it means, of years that the calendar doesn't have the nearest one; null if it isn't one. */
export function relativeDay(sent: unknown, today: string): string | null {
  const parsed = v.safeParse(relativeSchema, sent)
  if (!parsed.success) return null
  const { relative, plus, unit } = parsed.output
  const start = relative === 'today' ? today : startOf(today, relative.slice('start-of-'.length) as Unit)
  return addUnitsInCalendar(start, plus, unit)
}
