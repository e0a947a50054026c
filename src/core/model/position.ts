import { raw, type Sql, sql } from '../sql/index.ts'

/**
 * Order keys: texts compared byte by byte, made so that a place between any two can always be found and no neighbour is
 * rewritten. They are worked out in SQL, inside the write's own batch, since reading the neighbours first would cost a
 * second trip to the database. Every key ends in MIDDLE, so no key is another's with zeros behind it.
 */
const MIDDLE = 'i'
const ROOM = 36 ** 9

/** Before every key given out earlier: newest first. `i` tells apart what is made in one go, in its order. */
export const firstKey = (now: number, i = 0): string => `a${base36(ROOM - 1 - now, 9)}${base36(i, 4)}${MIDDLE}`

/** After every key given out earlier. */
export const lastKey = (now: number, i = 0): string => `n${base36(now, 9)}${base36(i, 4)}${MIDDLE}`

const base36 = (value: number, width: number) => value.toString(36).padStart(width, '0')

/** A key between `low` and `high`, either of which may be NULL: nothing on that side. */
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
