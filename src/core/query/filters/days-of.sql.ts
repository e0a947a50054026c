import { type Sql, sql } from '../../sql/index.ts'
import type { Days } from './days-of.ts'

/** `isIn` in SQL. */
export function isInSql({ start, end, outside }: Days, key: Sql): Sql {
  if (start === undefined) return sql`${key} < ${end!}`
  if (end === undefined) return sql`${key} >= ${start}`
  const inside = sql`(${key} >= ${start} AND ${key} < ${end})`
  return outside ? sql`NOT ${inside}` : inside
}
