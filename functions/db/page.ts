import type { SQL } from 'drizzle-orm'
import { afterCursor, decodeCursor, encodeCursor, type Order } from '../../src/core/query/index.sql.ts'
import { join, raw } from '../../src/core/sql/index.ts'
import { asDrizzle } from './as-drizzle.ts'

/** What a list's reader sends: the `next` of the page before, and how many at most. */
export interface Paging {
  cursor?: string | undefined
  limit?: number | undefined
}

/** So many are answered of a list, unless fewer are asked for. */
const MOST = 200

export interface Page<T> {
  page: T[]
  next: string | null
}

/** Rows by keys that are never empty and then by their id; `name` tells these cursors from those of other lists. */
export function orderOf(name: string, id: string, desc: boolean, keys: Order['keys'] = []): Order {
  const tie = { key: raw(id), desc }
  const by = join([...keys, tie].map((one) => (one.desc ? join([one.key, raw('DESC')], ' ') : one.key)))
  return { keys, tie, by, name }
}

/**
 * One page of rows: where it begins (`after`), their order, and how many to read, one more than are answered, so that it is known
 * whether any follow. It goes by what the last row was: whatever comes or goes meanwhile, none is told twice or left out.
 */
export function pageOf(order: Order, { cursor, limit = MOST }: Paging) {
  return {
    after: cursor === undefined ? undefined : (asDrizzle(afterCursor(order, cursor)) as SQL),
    by: asDrizzle(order.by) as SQL,
    rows: limit + 1,
    /** What of the rows is answered; `keys` are the order's, of a row. */
    cut<T>(rows: readonly T[], keys: (row: T) => readonly (string | number | null)[]): Page<T> {
      return cut(order, rows, limit, keys)
    },
  }
}

/** The same of what is in memory already, with the catalog. No two have the same `keys`. */
export function pageOfList<T>(
  name: string,
  items: readonly T[],
  { cursor, limit = MOST }: Paging,
  keys: (item: T) => readonly number[],
): Page<T> {
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const i = a.findIndex((one, index) => one !== b[index])
    return i < 0 ? 0 : a[i]! - b[i]!
  }
  const sorted = items.toSorted((a, b) => compare(keys(a), keys(b)))
  if (cursor === undefined) return cut({ name }, sorted, limit, keys)
  const start = decodeCursor({ name }, cursor, items.length > 0 ? keys(items[0]!).length : undefined) as number[]
  return cut(
    { name },
    sorted.filter((item) => compare(keys(item), start) > 0),
    limit,
    keys,
  )
}

const cut = <T>(
  order: Pick<Order, 'name'>,
  rows: readonly T[],
  limit: number,
  keys: (row: T) => readonly (string | number | null)[],
): Page<T> => {
  const page = rows.slice(0, limit)
  return { page, next: rows.length > limit ? encodeCursor(order, JSON.stringify(keys(page.at(-1)!))) : null }
}
