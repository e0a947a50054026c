import { rateDays } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { dayOf, startOfDay } from '../../time/zone.ts'
import type { SqlScope } from '../scope.sql.ts'
import { ratesOf } from './report-currency.ts'

/** SQL of a currency with its rate's first day behind it, `KHR@2026-06-01`; `closed` is ms, or a day, or NULL while open. */
export function ratedSql(scope: SqlScope, currency: Sql, closed: { at: Sql } | { day: Sql }): Sql {
  const { zone } = scope.catalog.workspace
  const days = rateDays(ratesOf(scope.catalog.workspace))
  const now = dayOf(zone, scope.now)
  const last = days.findLast((day) => day <= now) ?? days[0]!
  const moment = 'at' in closed ? closed.at : closed.day
  const from = (day: string): Sql => ('at' in closed ? raw(String(startOfDay(zone, day))) : raw(`'${day}'`))
  const cases = [...days].reverse().map((day) => sql`WHEN ${moment} >= ${from(day)} THEN ${raw(`'@${day}'`)}`)
  const chosen = sql`CASE WHEN ${moment} IS NULL THEN ${raw(`'@${last}'`)} ${cases.reduce((all, one) => sql`${all} ${one}`)} ELSE ${raw(`'@${days[0]}'`)} END`
  return sql`${currency} || ${chosen}`
}
