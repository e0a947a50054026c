import { Column, getTableColumns, is, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'

/**
 * What a `select` reads, each under its own key: `selectColumns({ id: comments.id, author: people.id })` prints
 * `"comments"."id" AS "id", "people"."id" AS "author"`. D1 answers a batch with rows by name, so of two columns called `id`
 * only one would come back and Drizzle would shift all that follow (drizzle-orm issue 6038). A test refuses selects without it.
 */
export function selectColumns<T extends Record<string, SQLiteColumn | SQL>>(columns: T): T {
  const aliased = Object.entries(columns).map(([key, column]) => [
    key,
    (is(column, Column) ? sql`${column}`.mapWith(column) : column).as(key),
  ])
  // Typed as the columns themselves, so that Drizzle knows which of them a left join may leave null.
  return Object.fromEntries(aliased) as T
}

/** All columns of a table. */
export const selectAll = <T extends SQLiteTable>(table: T): T['_']['columns'] =>
  selectColumns(getTableColumns(table) as Record<string, SQLiteColumn>) as T['_']['columns']
