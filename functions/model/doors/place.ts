import { raw, sql } from '../../../src/core/sql/index.ts'
import { bind } from '../database.ts'

export interface Place {
  name: string
  locale: string
  /** where this workspace is found; never taken from a request, whose Host header anybody may write */
  address: string
}

/** Before the set-up nothing has a name. */
export const placeName = raw("coalesce(nullif(w.name, ''), 'Tonle')")

export const placeOf = async (db: D1Database): Promise<Place> =>
  (await bind(
    db,
    sql`SELECT ${placeName} AS name, w.locale, coalesce(w.address, '') AS address FROM workspace w`,
  ).first<Place>())!
