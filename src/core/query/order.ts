import { Problem, refuse } from '../errors/index.ts'
import { join, type Sql, sql } from '../sql/index.ts'
import type { Sort } from './ast.ts'
import { sortKey } from './names.ts'
import type { Scope } from './scope.ts'

/** An order of records that a page can go on from: its keys, then the id. Empty values stand last, either way round. */
export interface Order {
  keys: { key: Sql; desc: boolean }[]
  by: Sql
}

export function orderOf(sort: Sort, scope: Scope): Order {
  const keys = sort.map(({ field, desc }, i) => {
    try {
      return { key: sortKey(scope, field), desc }
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      throw new Problem(
        problem.status,
        problem.faults.map((one) => ({ ...one, path: `sort.${i}.field` })),
      )
    }
  })
  const terms = keys.map(({ key, desc }) => sql`${key} ${desc ? sql`DESC` : sql`ASC`} NULLS LAST`)
  return { keys, by: join([...terms, sql`r.id DESC`]) }
}

/** The columns a page's last row must give for the next page to begin after it. */
export const cursorColumns = (order: Order): Sql =>
  sql`json_array(${join([...order.keys.map(({ key }) => key), sql`r.id`])})`

/** Records after the cursor: it names the last row's keys, so rows that come, go or change in between shift nothing. */
export function afterCursor(order: Order, cursor: string): Sql {
  const at = decode(cursor, order.keys.length + 1)
  const id = at[at.length - 1] as number
  return order.keys.reduceRight<Sql>((rest, { key, desc }, i) => {
    const value = at[i] ?? null
    if (value === null) return sql`(${key} IS NULL AND ${rest})`
    return sql`(${key} IS NULL OR ${key} ${desc ? sql`<` : sql`>`} ${value} OR (${key} = ${value} AND ${rest}))`
  }, sql`r.id < ${id}`)
}

export const encodeCursor = (keys: string): string => encodeURIComponent(keys)

function decode(cursor: string, length: number): (string | number | null)[] {
  try {
    const keys: unknown = JSON.parse(decodeURIComponent(cursor))
    const plain = (one: unknown) => one === null || typeof one === 'string' || typeof one === 'number'
    if (Array.isArray(keys) && keys.length === length && keys.every(plain) && typeof keys.at(-1) === 'number')
      return keys as (string | number | null)[]
  } catch {
    // falls through: what can't be read was not given out by us
  }
  throw refuse('cursor', 'badCursor')
}
