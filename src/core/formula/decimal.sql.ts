import { join, raw, type Sql, sql } from '../sql/index.ts'

/* The arithmetic of decimal.ts in SQL: the same digits, the same rounding, the same bounds. */

/** `tidy` in SQL. The result is always REAL, so that a division is never one of integers. */
export const tidySql = (x: Sql): Sql =>
  named(
    [x],
    ([v]) =>
      sql`CASE WHEN abs(${v!}) < 1e-30 THEN 0.0 WHEN abs(${v!}) < 1e30 THEN CAST(printf('%.15g', ${v!}) AS REAL) END`,
  )

/** `toMinor` in SQL. */
export const toMinorSql = (x: Sql): Sql =>
  named([x], ([v]) => sql`CASE WHEN abs(${v!}) < 1000000000000000 THEN CAST(round(${v!}) AS INTEGER) END`)

/** `toMinor` of minor units that are whole already and need no rounding. */
export const boundedSql = (minor: Sql): Sql =>
  named([minor], ([v]) => sql`CASE WHEN abs(${v!}) < 1000000000000000 THEN ${v!} END`)

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

/** `toInteger` in SQL. */
export const wholeSql = (x: Sql): Sql => sql`CAST(max(-1e7, min(1e7, coalesce(${x}, 0))) AS INTEGER)`
