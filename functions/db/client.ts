import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

/** Drizzle over D1: statements about the nouns are built with it, and every batch goes through its session. */
export type Database = DrizzleD1Database & { readonly $client: D1Database }

/** D1's cost: number of calls, rows read and rows written (which Cloudflare bills). */
export interface Cost {
  calls: number
  read: number
  written: number
}

/** With `cost`, everything that runs through it is counted there. */
export const openDatabase = (d1: D1Database, cost?: Cost): Database => drizzle(cost ? metered(d1, cost) : d1)

/** The part of D1's interface that Drizzle's session uses. */
function metered(d1: D1Database, cost: Cost): D1Database {
  const client: Pick<D1Database, 'prepare' | 'batch'> = {
    prepare: (text) => d1.prepare(text),
    async batch<T>(statements: D1PreparedStatement[]) {
      const results = await d1.batch<T>(statements)
      cost.calls++
      for (const { meta } of results) {
        cost.read += meta.rows_read
        cost.written += meta.rows_written
      }
      return results
    },
  }
  return client as D1Database
}
