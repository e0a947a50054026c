import { join, literal, type Sql, sql } from '../../sql/index.ts'
import type { FieldSql } from '../contract.sql.ts'
import { MINOR_DIGITS } from './minor-units.ts'

export const currency = {
  json: ([minor, code]) =>
    sql`iif(${minor!} IS NULL, NULL, json_object('amount', ${digitsSql(minor!, code!)}, 'currency', ${code!}))`,
} satisfies FieldSql

/** Minor units as a plain decimal: what `decimalFrom` (money.ts) writes. */
export function digitsSql(minor: Sql, currency: Sql): Sql {
  return sql`iif(${minor} < 0, '-', '') || CASE
    WHEN ${currency} IN (${named(0)}) THEN abs(${minor})
    WHEN ${currency} IN (${named(3)}) THEN printf('%d.%03d', abs(${minor}) / 1000, abs(${minor}) % 1000)
    ELSE printf('%d.%02d', abs(${minor}) / 100, abs(${minor}) % 100) END`
}

function named(digits: number): Sql {
  return join(
    Object.keys(MINOR_DIGITS)
      .filter((code) => MINOR_DIGITS[code] === digits)
      .map(literal),
  )
}
