import { invalid } from '../../errors/index.ts'
import { plain } from '../../fields/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { addUnits, isDay } from '../../time/day.ts'
import { startOfDay } from '../../time/zone.ts'
import type { Compared } from '../row.ts'
import type { Operand } from '../scope.ts'
import { type Scope, today } from '../scope.ts'
import { pairFrom } from './filter-value.ts'
import { relativeDay } from './relative.ts'

/** A comparison with days, in both meanings; of a value that isn't empty. */
interface Days {
  condition(key: Sql): Sql
  holds(value: NonNullable<Compared>): boolean
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
      return below(starts(from))
    case 'lte':
      return below(ends(from))
    case 'after':
    case 'gt':
      return atLeast(ends(from))
    case 'gte':
      return atLeast(starts(from))
    case 'on':
    case 'eq':
    case 'within':
    case 'between':
      return within(starts(from), ends(to!))
    case 'ne': {
      const on = within(starts(from), ends(from))
      return { condition: (key) => sql`NOT ${on.condition(key)}`, holds: (at) => !on.holds(at) }
    }
    default:
      return null
  }
}

const below = (end: string | number): Days => ({ condition: (key) => sql`${key} < ${end}`, holds: (at) => at < end })
const atLeast = (start: string | number): Days => ({
  condition: (key) => sql`${key} >= ${start}`,
  holds: (at) => at >= start,
})
const within = (start: string | number, end: string | number): Days => ({
  condition: (key) => sql`(${key} >= ${start} AND ${key} < ${end})`,
  holds: (at) => at >= start && at < end,
})
