import { type Sql, sql } from '../../sql/index.ts'
import { addUnits } from '../../time/day.ts'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** The first day of the period that a day (YYYY-MM-DD) lies in; weeks begin on Monday (ISO 8601). */
export function periodSql(day: Sql, every: Period): Sql {
  switch (every) {
    case 'day':
      return day
    case 'week':
      return sql`date(${day}, '-6 days', 'weekday 1')`
    case 'month':
      return sql`substr(${day}, 1, 7) || '-01'`
    case 'quarter':
      return sql`substr(${day}, 1, 4) || printf('-%02d-01', (CAST(substr(${day}, 6, 2) AS INTEGER) - 1) / 3 * 3 + 1)`
    case 'year':
      return sql`substr(${day}, 1, 4) || '-01-01'`
  }
}

/** The last day of the period that begins on `first`. */
export const lastDay = (first: string, every: Period): string => addUnits(addUnits(first, 1, every), -1, 'day')

/** A month is known as `2017-03`, a year as `2017`; days, weeks and quarters by their first day. */
export const periodName = (first: string, every: Period): string =>
  every === 'month' ? first.slice(0, 7) : every === 'year' ? first.slice(0, 4) : first
