import { SQL, sql } from 'drizzle-orm'
import type { Sql } from '../../src/core/sql/index.ts'

/** Compiled SQL as a part of one of Drizzle's builders: a condition of its `where`. Its values stay apart. */
export function asDrizzle<T = unknown>({ strings, values }: Sql): SQL<T> {
  const chunks = strings.flatMap((text, i) =>
    i < values.length ? [sql.raw(text), sql.param(values[i])] : [sql.raw(text)],
  )
  return new SQL(chunks)
}
