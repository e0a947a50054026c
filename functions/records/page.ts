import { type Field, idFrom } from '../../src/core/model/index.ts'
import {
  afterCursor,
  encodeCursor,
  type Order,
  recordJson,
  type SqlScope,
  sortedBy,
  termsOf,
  UNSORTED,
  type ValueKeys,
  walkedBy,
} from '../../src/core/query/index.sql.ts'
import type { Filter, Sort } from '../../src/core/query/index.ts'
import { join, type Row, raw, type Sql, sql } from '../../src/core/sql/index.ts'

interface PageInput {
  filter: Filter | undefined
  where: Sql
  /** `where` asks for more than the filter */
  narrowed: boolean
  sort: Sort
  cursor: string | undefined
  /** only these; in no particular order */
  records: readonly unknown[] | undefined
  limit: number
  fields: readonly Field[]
  keys: ValueKeys | undefined
}

export interface Page {
  statement: Sql
  /** its rows tell how many there are in all, too */
  counts: boolean
  order: Order
  /** where a count would best look, if not */
  from: Sql
}

/**
 * A page of records: the ids and keys of the page first, then its JSON, so that what is not shown is never put together. A table
 * that nobody sorted, or that is sorted by a field with an index, is walked to the end of the page; any other order takes one
 * pass over what fits, which counts it on the way.
 */
export function pageOf(scope: SqlScope, input: PageInput): Page {
  const { sort, filter, where, narrowed } = input
  const plain = { order: UNSORTED, from: raw('records r') }
  if (input.records) {
    const ids = JSON.stringify(input.records.map(idFrom))
    const from = sql`json_each(${ids}) k CROSS JOIN records r ON r.id = k.value WHERE ${where}`
    const statement = pageSql(scope, input, { from, order: UNSORTED, id: raw('r.id'), counted: false })
    return { statement, counts: false, ...plain }
  }
  const walked = sort.length === 0 ? plain : narrowed ? null : walkedBy(sort, filter, scope)
  if (walked) {
    const { order, from: records } = walked
    const from = sql`${records} WHERE ${where}`
    return {
      statement: pageSql(scope, input, { from, order, id: raw('r.id'), counted: false }),
      counts: false,
      order,
      from: records,
    }
  }
  const { first, joins, columns, order } = sortedBy(sort, scope)
  const hit = sql`hit AS MATERIALIZED (SELECT r.id AS id, ${columns} FROM records r ${joins} WHERE ${where})`
  const page = {
    first: [...first, hit],
    from: raw('hit WHERE 1'),
    order,
    id: raw('id'),
    counted: input.cursor === undefined,
  }
  return { statement: pageSql(scope, input, page), counts: page.counted, order, from: plain.from }
}

function pageSql(
  scope: SqlScope,
  { cursor, limit, fields, keys }: PageInput,
  { first = [], from, order, id, counted }: { first?: Sql[]; from: Sql; order: Order; id: Sql; counted: boolean },
): Sql {
  const after = cursor === undefined ? raw('') : sql` AND ${afterCursor(order, cursor)}`
  // The page's own columns by other names, so that the rows can be put in order again once they have their JSON.
  const all = [...order.keys, order.tie]
  const named = all.map(({ desc }, i) => ({ key: raw(`page.p${i}`), desc }))
  const columns = all.map(({ key }, i) => sql`${key} AS ${raw(`p${i}`)}`)
  const page = sql`page AS MATERIALIZED (SELECT ${id} AS id, ${join(columns)} FROM ${from}${after} ORDER BY ${order.by} LIMIT ${raw(String(limit + 1))})`
  return sql`WITH ${join([...first, page])}
    SELECT json_array(${join(named.map(({ key }) => key))}) AS keys, ${counted ? raw('(SELECT count(*) FROM hit)') : raw('NULL')} AS n, ${recordJson(scope, fields, { keys })} AS json
    FROM page CROSS JOIN records r ON r.id = page.id ORDER BY ${join(termsOf(named))}`
}

export function pageFrom(order: Order, rows: readonly Row[], limit: number) {
  const records = rows.slice(0, limit)
  return {
    records: records.map((row) => row.json).join(','),
    next: rows.length > limit ? encodeCursor(order, String(records.at(-1)!.keys)) : null,
    count: Number(rows[0]?.n ?? 0),
  }
}
