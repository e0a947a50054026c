import { sql } from '../../../src/core/sql/index.ts'
import { bind } from '../database.ts'

export interface Place {
  name: string
  locale: string
  /** where this workspace is found; never taken from a request, whose Host header anybody may write */
  address: string
}

export const placeOf = async (db: D1Database): Promise<Place> =>
  (await bind(db, sql`SELECT name, locale, coalesce(address, '') AS address FROM workspace`).first<Place>())!
