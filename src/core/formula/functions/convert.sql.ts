import { rateDays } from '../../model/rates.ts'
import { join, literal, raw, type Sql, sql } from '../../sql/index.ts'
import { named, numberSql } from '../decimal.sql.ts'
import { localDay } from '../local.ts'
import type { Setting } from '../types.ts'
import { type SqlOf, unroundedMinor } from './contract.sql.ts'
import { type conversions, factor, NO_RATES } from './convert.ts'

/** The currencies that the rate table can convert into `target`, with that itself. */
const sourcesOf = ({ rates = NO_RATES }: Setting, target: string): string[] => [
  ...new Set([target, ...(rates.report ? [rates.report] : []), ...rates.list.map((one) => one.currency)]),
]

const numberOr = (by: number | null): Sql => (by === null ? raw('NULL') : numberSql(by))

export const conversionsSql = {
  CONVERT: ([amount, to], { setting }) => {
    const target = to!.constant as string
    const today = localDay(setting.zone, setting.now)
    const value = named([amount!.value, amount!.currency!], ([v, c]) => {
      const cases = sourcesOf(setting, target).map(
        (from) => sql`WHEN ${literal(from)} THEN ${numberOr(factor(setting, from, target, today))}`,
      )
      return sql`${v!} * CASE ${c!} ${join(cases, ' ')} END`
    })
    return unroundedMinor(value, literal(target))
  },
  'CONVERT dated': ([amount, to, on], { setting }) => {
    const target = to!.constant as string
    // One bound table for all days: a rate table of years would make a statement of many pages.
    const days = ['0001-01-01', ...rateDays(setting.rates ?? NO_RATES)]
    const table = Object.fromEntries(
      sourcesOf(setting, target).map((from) => [from, days.map((day) => [day, factor(setting, from, target, day)])]),
    )
    const value = named([amount!.value, amount!.currency!, on!.value], ([v, c, d]) => {
      const by = sql`(SELECT f.value ->> 1 FROM json_each(${JSON.stringify(table)}, '$.' || ${c!}) f
            WHERE f.value ->> 0 <= ${d!} ORDER BY f.value ->> 0 DESC LIMIT 1)`
      return sql`${v!} * CAST(${by} AS REAL)`
    })
    return unroundedMinor(value, literal(target))
  },
} satisfies SqlOf<typeof conversions>
