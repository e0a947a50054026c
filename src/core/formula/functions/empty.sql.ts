import { type Sql, sql } from '../../sql/index.ts'
import type { Type } from '../types.ts'

/** `isEmpty` in SQL, always 0 or 1. */
export function isEmptySql(value: Sql, type: Type): Sql {
  if (type === 'text') return sql`(coalesce(${value}, '') = '')`
  if (type === 'list') return sql`(coalesce(json_array_length(${value}), 0) = 0)`
  return sql`(${value} IS NULL)`
}

/** The value, or NULL where it counts as empty. */
export function orNull(value: Sql, type: Type): Sql {
  if (type === 'text') return sql`nullif(${value}, '')`
  if (type === 'list') return sql`nullif(${value}, '[]')`
  return value
}
