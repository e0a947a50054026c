import { digitsOf } from '../../fields/index.ts'
import { type RateTable, rateDays, rateOn, type Workspace } from '../../model/index.ts'
import { dayOf } from '../../time/zone.ts'
import type { Scope } from '../scope.ts'

/*
 * Amounts in the report currency (M69). A closed record counts at the rate of the day it was closed, so that past sales don't
 * change with today's rate; an open one at today's. Sums are made per currency and rate in whole minor units (by
 * report-currency.sql.ts), and only then divided: as exact fractions, rounded once, half away from zero.
 */

export const ratesOf = ({ reportCurrency, rates }: Workspace): RateTable => ({ report: reportCurrency, list: rates })

/** Whether amounts are also reported in the report currency. */
export const hasReportCurrency = ({ catalog }: Pick<Scope, 'catalog'>): boolean =>
  catalog.workspace.reportCurrency !== null && catalog.workspace.rates.length > 0

/** As ratedSql (report-currency.sql.ts), of a currency and the day of closing, null while open: `KHR@2026-06-01`. */
export function ratedCurrency({
  catalog: { workspace },
  now,
}: Scope): (currency: string, closed: string | null) => string {
  const days = rateDays(ratesOf(workspace))
  const today = dayOf(workspace.zone, now)
  return (currency, closed) => `${currency}@${rateDayOn(days, closed ?? today)}`
}

/** From which of the table's days, in order, the rates of that day are; before the first of them there is none better. */
export const rateDayOn = (days: readonly string[], day: string): string =>
  days.findLast((first) => first <= day) ?? days[0]!

/** `KHR@2026-06-01` -> the currency and the day whose rate is meant. */
export function ratedFrom(text: string): { currency: string; day: string } {
  const index = text.indexOf('@')
  return index < 0 ? { currency: text, day: '' } : { currency: text.slice(0, index), day: text.slice(index + 1) }
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
  const [integer = '0', decimals = ''] = rate.split('.')
  const scale = 10n ** BigInt(decimals.length)
  const over = BigInt(minor) * 10n ** BigInt(digitsOf(rates.report)) * scale
  return { over, under: 10n ** BigInt(digitsOf(currency)) * BigInt(integer + decimals) }
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
