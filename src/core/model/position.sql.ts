import { raw, type Sql, sql } from '../sql/index.ts'
import { firstKey, lastKey, MIDDLE } from './position.ts'

/**
 * A key between `low` and `high`, either of which may be NULL: nothing on that side. It is computed inside the write's own
 * batch, since reading the neighbours first would cost a second trip to the database.
 */
export function betweenSql(low: Sql, high: Sql, now: number): Sql {
  const first = firstKey(now)
  const last = lastKey(now)
  return sql`CASE
    WHEN ${high} IS NULL AND (${low} IS NULL OR ${low} < ${last}) THEN ${last}
    WHEN ${high} IS NULL THEN ${low} || ${MIDDLE}
    WHEN ${low} IS NULL AND ${first} < ${high} THEN ${first}
    WHEN ${low} IS NULL THEN ${under(raw("''"), high)}
    WHEN substr(${high}, 1, length(${low})) = ${low} THEN ${under(low, high)}
    ELSE ${low} || ${MIDDLE} END`
}

/** `high` begins with `low`: one zero more than the rest has in front is under it. */
function under(low: Sql, high: Sql): Sql {
  const rest = sql`substr(${high}, length(${low}) + 1)`
  return sql`${low} || substr(${high}, length(${low}) + 1, length(${rest}) - length(ltrim(${rest}, '0'))) || '0' || ${MIDDLE}`
}
