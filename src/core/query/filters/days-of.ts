import { invalid } from '../../errors/index.ts'
import { plain } from '../../fields/index.ts'
import { addUnits, isDay } from '../../time/day.ts'
import { startOfDay } from '../../time/zone.ts'
import type { Compared } from '../row.ts'
import type { Operand } from '../scope.ts'
import { type Scope, today } from '../scope.ts'
import { pairFrom } from './filter-value.ts'
import { relativeDay } from './relative.ts'

/** The values that a comparison with days means: not before `start`, and before `end`; with `outside`, all others. */
export interface Days {
  start?: string | number
  end?: string | number
  outside?: true
}

/**
 * Days against dates and instants: an instant is on a day when it lies between the day's two midnights in the workspace's zone.
 * Null where what was sent is no day, but an instant, or the operator isn't about days.
 */
export function daysOf(operand: Operand, op: string, value: unknown, scope: Scope): Days | null {
  const day = (sent: unknown): string | null => {
    const written = typeof sent === 'string' ? plain(sent) : ''
    return isDay(written) ? written : relativeDay(sent, today(scope))
  }
  if (op === 'in' || op === 'notIn') return null
  const days = (op === 'within' || op === 'between' ? pairFrom(value, op) : [value]).map(day)
  if (days.some((one) => one === null)) {
    if (operand.kind === 'date' || op === 'on' || op === 'within') throw invalid('value', 'badOperand', { op })
    return null
  }
  const [from, to = from] = days as [string, string?]
  const starts = (date: string) => (operand.kind === 'date' ? date : startOfDay(scope.catalog.workspace.zone, date))
  // After every day of that name, and before the next: there is no day after the last of 9999.
  const ends = (date: string) => {
    if (operand.kind === 'date') return `${date}~`
    return date >= '9999-12-31' ? Number.MAX_SAFE_INTEGER : starts(addUnits(date, 1, 'day'))
  }
  switch (op) {
    case 'before':
    case 'lt':
      return { end: starts(from) }
    case 'lte':
      return { end: ends(from) }
    case 'after':
    case 'gt':
      return { start: ends(from) }
    case 'gte':
      return { start: starts(from) }
    case 'on':
    case 'eq':
    case 'within':
    case 'between':
      return { start: starts(from), end: ends(to) }
    case 'ne':
      return { start: starts(from), end: ends(from), outside: true }
    default:
      return null
  }
}

/** Whether a value that isn't empty is one of those. */
export function isIn({ start, end, outside }: Days, value: NonNullable<Compared>): boolean {
  const inside = (start === undefined || value >= start) && (end === undefined || value < end)
  return outside ? !inside : inside
}
