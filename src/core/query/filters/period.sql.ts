import { type Sql, sql } from '../../sql/index.ts'
import type { Period } from './period.ts'

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
