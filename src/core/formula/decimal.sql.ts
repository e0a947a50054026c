import { join, raw, type Sql, sql } from '../sql/index.ts'

/* The arithmetic of decimal.ts in SQL: the same digits, the same rounding, the same bounds. */

/** `bounded` in SQL. */
export const boundedSql = (x: Sql): Sql =>
  named([x], ([v]) => sql`CASE WHEN abs(${v!}) < 1e-30 THEN 0.0 WHEN abs(${v!}) < 1e30 THEN ${v!} END`)

/** `tidy` in SQL. The result is always REAL, so that a division is never one of integers. */
export const tidySql = (x: Sql): Sql =>
  named(
    [x],
    ([v]) =>
      sql`CASE WHEN abs(${v!}) < 1e-30 THEN 0.0 WHEN abs(${v!}) < 1e30 THEN CAST(printf('%.15g', ${v!}) AS REAL) END`,
  )

/** `decimalOf` in SQL. */
export const decimalSql = (x: Sql): Sql =>
  named([x], ([v]) => sql`CASE WHEN abs(${v!}) < 1e30 THEN CAST(printf('%.15g', ${v!}) AS REAL) END`)

/** `minus` in SQL. The least of 0 and two squares is 0, and NULL where either is. Kept short and flat: a sum may have 200 terms. */
export const minusSql = (a: Sql, b: Sql): Sql =>
  named([a, b], ([x, y]) => orNothing(sql`printf('%.15g',${x!})=printf('%.15g',${y!})`, x!, y!, sql`${x!}-${y!}`))

/** `plus` in SQL. */
export const plusSql = (a: Sql, b: Sql): Sql =>
  named([a, b], ([x, y]) => orNothing(sql`printf('%.15g',${x!})=printf('%.15g',-${y!})`, x!, y!, sql`${x!}+${y!}`))

const orNothing = (same: Sql, x: Sql, y: Sql, rest: Sql): Sql => sql`iif(${same},min(0.0,${x}*${x},${y}*${y}),${rest})`

/** `boundedMinor` in SQL. */
export const boundedMinorSql = (minor: Sql): Sql =>
  named([minor], ([v]) => sql`CASE WHEN abs(${v!}) < 1000000000000000 THEN ${v!} END`)

/** `boundedMinor` of what is whole already, though a double: INTEGER, as amounts are kept. */
export const wholeMinorSql = (minor: Sql): Sql =>
  named([minor], ([v]) => sql`CASE WHEN abs(${v!}) < 1000000000000000 THEN CAST(${v!} AS INTEGER) END`)

/** `toMinor` in SQL. */
export const toMinorSql = (x: Sql): Sql =>
  named(
    [x],
    ([v]) =>
      sql`CASE WHEN abs(${v!}) < 1000000000000000 THEN CAST(round(CAST(printf('%.15g', ${v!}) AS REAL)) AS INTEGER) END`,
  )

/**
 * Gives names to values that the SQL needs more than once, so that each is written and computed once: without it a formula's
 * SQL would double with every level. LIMIT and WHERE keep SQLite from flattening the subquery, which would write them twice
 * again.
 */
export function named(values: readonly Sql[], body: (names: readonly Sql[]) => Sql): Sql {
  const names = values.map((_, i) => raw(`v${i + 1}`))
  const columns = values.map((value, i) => sql`${value} AS ${names[i]!}`)
  return sql`(SELECT ${body(names)} FROM (SELECT ${join(columns)} LIMIT 1) WHERE 1)`
}

/** A number as part of the text: D1 binds only 100 values a statement. */
export const numberSql = (x: number): Sql => raw(Number.isInteger(x) && Math.abs(x) < 1e15 ? `${x}.0` : String(x))

/** `toInteger` in SQL, of a decimal. */
export const wholeSql = (x: Sql): Sql => sql`CAST(max(-1e7, min(1e7, coalesce(${x}, 0))) AS INTEGER)`
