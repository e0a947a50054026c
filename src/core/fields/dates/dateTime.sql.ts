import { type Sql, sql } from '../../sql/index.ts'
import type { FieldSql } from '../contract.sql.ts'

export const dateTime = {
  json: ([slot]) => instantSql(slot!),
} satisfies FieldSql

/** ms UTC -> "2026-11-23T09:30:00.000Z"; NULL stays NULL. Built-in instants are answered by it too. */
export const instantSql = (ms: Sql): Sql => sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${ms} / 1000.0, 'unixepoch')`
