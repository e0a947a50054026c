import { type RateTable, rateDays, rateOn } from '../../model/rates.ts'
import { join, literal, raw, type Sql, sql } from '../../sql/index.ts'
import { named, numberSql, tidy, tidySql, toMinor, toMinorSql } from '../decimal.ts'
import { localDay } from '../local.ts'
import type { Money, Setting } from '../types.ts'
import type { Meaning } from './contract.ts'
import { scaleOf } from './money.ts'

const NONE: RateTable = { report: null, list: [] }

/** What minor units are multiplied by to become the other currency's, of 15 digits; null where the table has no rate. */
function factor(setting: Setting, from: string, to: string, day: string): number | null {
  if (from === to) return 1
  const { rates = NONE } = setting
  const [have, want] = [rateOn(rates, from, day), rateOn(rates, to, day)]
  if (have === null || want === null) return null
  return tidy((Number(want) / Number(have)) * (scaleOf(setting, to) / scaleOf(setting, from)))
}

/**
 * Money by the workspace's rate table (M88), at today's rate or at that of a day; rounded to the minor unit once, half away
 * from zero. Empty where the table lacks either currency.
 */
function convert(dated: boolean): Meaning {
  return {
    name: 'CONVERT',
    params: dated ? ['money', 'currency', 'date'] : ['money', 'currency'],
    returns: 'money',
    currencyOf: ([, to]) => (to === undefined ? null : String(to)),
    evaluate: ([value, to, on], { setting }) => {
      const money = value as Money | null
      if (!money || (dated && on === null)) return null
      const day = dated ? (on as string) : localDay(setting.zone, setting.now)
      const by = factor(setting, money.currency, to as string, day)
      const minor = by === null ? null : toMinor(tidy(money.minor * by))
      return minor === null ? null : { minor, currency: to as string }
    },
    compile: ([amount, to, on], { setting }) => {
      const target = to!.constant as string
      const { rates = NONE } = setting
      const sources = [
        ...new Set([target, ...(rates.report ? [rates.report] : []), ...rates.list.map((one) => one.currency)]),
      ]
      if (on) {
        // One bound table for all days: a rate table of years would make a statement of many pages.
        const days = ['0001-01-01', ...rateDays(rates)]
        const table = Object.fromEntries(
          sources.map((from) => [from, days.map((day) => [day, factor(setting, from, target, day)])]),
        )
        const value = named([amount!.value, amount!.currency!, on.value], ([v, c, d]) => {
          const by = sql`(SELECT f.value ->> 1 FROM json_each(${JSON.stringify(table)}, '$.' || ${c!}) f
            WHERE f.value ->> 0 <= ${d!} ORDER BY f.value ->> 0 DESC LIMIT 1)`
          return toMinorSql(tidySql(sql`${v!} * CAST(${by} AS REAL)`))
        })
        return { value, currency: literal(target) }
      }
      const today = localDay(setting.zone, setting.now)
      const value = named([amount!.value, amount!.currency!], ([v, c]) => {
        const cases = sources.map(
          (from) => sql`WHEN ${literal(from)} THEN ${numberOr(factor(setting, from, target, today))}`,
        )
        return toMinorSql(tidySql(sql`${v!} * CASE ${c!} ${join(cases, ' ')} END`))
      })
      return { value, currency: literal(target) }
    },
  }
}

const numberOr = (by: number | null): Sql => (by === null ? raw('NULL') : numberSql(by))

export const conversions: readonly Meaning[] = [convert(false), convert(true)]
