import type { Sql } from '../../sql/index.ts'
import { boundedMinorSql, boundedSql, decimalSql, tidySql, toMinorSql } from '../decimal.sql.ts'
import type { Type, Value } from '../types.ts'
import type { Call } from './contract.ts'

/** A value in SQL. Money has its ISO code beside it; where the amount is empty the code means nothing. */
export interface Code {
  readonly value: Sql
  readonly currency: Sql | null
  /** of an argument that is written out */
  readonly constant?: Value
  /**
   * the same as it is answered, compared and put in words (`finished`), where that takes less than rounding `value`: a quotient is
   * rounded as it is made. The very same SQL of what is round already: a field's value, one that is written out, what ROUND gives.
   */
  readonly finished?: Sql
}

/** `finished` in SQL. */
export function finishedSql({ value, finished }: Code, type: Type): Sql {
  if (finished || (type !== 'number' && type !== 'money')) return finished ?? value
  return type === 'money' ? toMinorSql(value) : decimalSql(value)
}

/** A number of 15 digits, or whole minor units, as it is. */
export const round = (value: Sql, currency: Sql | null = null): Code => ({ value, currency, finished: value })

export const isRound = ({ value, finished }: Code): boolean => value === finished

/** A number that is no decimal yet, within the bounds. */
export const unrounded = (x: Sql): Code => ({ value: boundedSql(x), currency: null, finished: tidySql(x) })

/** Minor units that aren't whole yet, within the bounds. */
export const unroundedMinor = (x: Sql, currency: Sql | null): Code => ({
  value: boundedMinorSql(x),
  currency,
  finished: toMinorSql(x),
})

/** What a function means in SQL. Empty arguments are NULL; an argument that is used twice goes through `named`. */
export type Compile = (args: readonly Code[], call: Call) => Code | Sql

/** The SQL of a file's functions, under the same keys. One that is missing, or has nothing to belong to, does not compile. */
export type SqlOf<Functions extends object> = { readonly [Key in keyof Functions]: Compile }
