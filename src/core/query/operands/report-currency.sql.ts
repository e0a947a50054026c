import { rateDays } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { dayOf, startOfDay } from '../../time/zone.ts'
import type { SqlScope } from '../scope.sql.ts'
import { rateDayOn, ratesOf } from './report-currency.ts'

/** SQL of a currency with its rate's first day behind it, `KHR@2026-06-01`; `closedAt` is ms, or NULL while open. */
export function ratedSql(scope: SqlScope, currency: Sql, closedAt: Sql): Sql {
  const { zone } = scope.catalog.workspace
  const days = rateDays(ratesOf(scope.catalog.workspace))
  const last = rateDayOn(days, dayOf(zone, scope.now))
  const from = (day: string): Sql => raw(String(startOfDay(zone, day)))
  const cases = [...days].reverse().map((day) => sql`WHEN ${closedAt} >= ${from(day)} THEN ${raw(`'@${day}'`)}`)
  const chosen = sql`CASE WHEN ${closedAt} IS NULL THEN ${raw(`'@${last}'`)} ${cases.reduce((all, one) => sql`${all} ${one}`)} ELSE ${raw(`'@${days[0]}'`)} END`
  return sql`${currency} || ${chosen}`
}
