import { digitsOf } from '../../fields/index.ts'
import { type RateTable, rateDays, rateOn, type Workspace } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { dayOf, startOfDay } from '../../time/zone.ts'
import type { Scope } from '../scope.ts'

/*
 * Amounts in the report currency (M69). A closed record is reckoned at the rate of the day it was closed, so what was sold stays
 * what it was; an open one at today's. Sums are made per currency and rate in whole minor units, and only then divided: as
 * exact fractions, rounded once, half away from zero.
 */

export const ratesOf = ({ reportCurrency, rates }: Workspace): RateTable => ({ report: reportCurrency, list: rates })

/** Whether amounts are also reported in the report currency. */
export const hasReportCurrency = ({ catalog }: Pick<Scope, 'catalog'>): boolean =>
  catalog.workspace.reportCurrency !== null && catalog.workspace.rates.length > 0

/** SQL of a currency with its rate's first day behind it, `KHR@2026-06-01`; `closed` is ms, or a day, or NULL while open. */
export function ratedSql(scope: Scope, currency: Sql, closed: { at: Sql } | { day: Sql }): Sql {
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

/** `KHR@2026-06-01` -> the currency and the day whose rate is meant. */
export function ratedFrom(text: string): { currency: string; day: string } {
  const [currency = '', day = ''] = text.split('@')
  return { currency, day }
}

/** A sum that is still a fraction: of minor units of the report currency. */
export interface Fraction {
  over: bigint
  under: bigint
}

export const ZERO: Fraction = { over: 0n, under: 1n }

/** Minor units of one currency, as a fraction of the report currency's; null where the table has no rate. */
export function toReportCurrency(rates: RateTable, minor: number, currency: string, day: string): Fraction | null {
  const rate = rateOn(rates, currency, day)
  if (rate === null || rates.report === null) return null
  const [whole = '0', decimals = ''] = rate.split('.')
  const scale = 10n ** BigInt(decimals.length)
  const over = BigInt(minor) * 10n ** BigInt(digitsOf(rates.report)) * scale
  return { over, under: 10n ** BigInt(digitsOf(currency)) * BigInt(whole + decimals) }
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under
    ? { over: a.over + b.over, under: a.under }
    : { over: a.over * b.under + b.over * a.under, under: a.under * b.under }

export const over = ({ over: top, under }: Fraction, by: number): Fraction => ({ over: top, under: under * BigInt(by) })

/** To whole minor units, half away from zero. */
export function rounded({ over: top, under }: Fraction): bigint {
  const [size, sign] = top < 0n ? [-top, -1n] : [top, 1n]
  return sign * ((size * 2n + under) / (under * 2n))
}
