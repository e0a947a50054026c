import { invalid } from '../errors/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'

/** An order of records that a page can go on from: its keys, then one that no two share. Empty values stand last, either way round. */
export interface Order {
  keys: { key: Sql; desc: boolean }[]
  /** the last key: never empty, never the same twice */
  tie: { key: Sql; desc: boolean }
  by: Sql
  /** what tells its cursors from those of another order */
  name: string
}

/** Newest first. Numbers run within a project, so the index over them serves a table that nobody has sorted. */
const NEWEST = { key: raw('r.number'), desc: true }

/** A list's cards: the order of the index records_board. */
export const CARDS: Order = {
  keys: [{ key: raw('r.position'), desc: false }],
  tie: { key: raw('r.id'), desc: false },
  by: raw('r.position, r.id'),
  name: 'cards',
}

/** The order of a table that nobody has sorted. */
export const UNSORTED: Order = { keys: [], tie: NEWEST, by: raw('r.number DESC'), name: 'newest' }

export const termsOf = (keys: Order['keys']): Sql[] =>
  keys.map(({ key, desc }) => sql`${key} ${desc ? sql`DESC` : sql`ASC`} NULLS LAST`)

/** Records after the cursor: it names the last row's keys, so rows that come, go or change in between shift nothing. */
export function afterCursor(order: Order, cursor: string): Sql {
  const start = decodeCursor(order, cursor, order.keys.length + 1)
  const past = ({ desc }: { desc: boolean }, orSame = false) => raw((desc ? '<' : '>') + (orSame ? '=' : ''))
  const last = start.at(-1) as number
  return order.keys.reduceRight<Sql>(
    (rest, one, i) => {
      const value = start[i] ?? null
      const { key } = one
      if (value === null) return sql`(${key} IS NULL AND ${rest})`
      // The bound is repeated, so that an index is entered where the page begins and not at its start.
      if (order === CARDS)
        return sql`(${key} ${past(one, true)} ${value} AND (${key} ${past(one)} ${value} OR ${rest}))`
      return sql`(${key} IS NULL OR ${key} ${past(one)} ${value} OR (${key} = ${value} AND ${rest}))`
    },
    sql`${order.tie.key} ${past(order.tie)} ${last}`,
  )
}

/** `keys` is the JSON list of the last row's. */
export const encodeCursor = (order: Pick<Order, 'name'>, keys: string): string =>
  encodeURIComponent(JSON.stringify([order.name, ...JSON.parse(keys)]))

/** The keys that a cursor holds, of which the last is a number. 422 where it wasn't given out for this order. */
export function decodeCursor(order: Pick<Order, 'name'>, cursor: string, length?: number): (string | number | null)[] {
  try {
    const [name, ...keys] = JSON.parse(decodeURIComponent(cursor)) as unknown[]
    const plain = (one: unknown) => one === null || typeof one === 'string' || typeof one === 'number'
    const fits = name === order.name && keys.length === (length ?? keys.length)
    if (fits && keys.every(plain) && typeof keys.at(-1) === 'number') return keys as (string | number | null)[]
  } catch {
    // falls through: what can't be read was not given out by us
  }
  throw invalid('cursor', 'badCursor')
}
