import { raw, sql } from '../../src/core/sql/index.ts'
import { prepare } from '../db/batch.ts'

export interface WorkspaceAddress {
  name: string
  locale: string
  /** where this workspace is found; never taken from a request, whose Host header anybody may write */
  address: string
}

/** Before the set-up nothing has a name. */
export const workspaceNameSql = raw("coalesce(nullif(w.name, ''), 'Tonle')")

export const readWorkspaceAddress = async (db: D1Database): Promise<WorkspaceAddress> =>
  (await prepare(
    db,
    sql`SELECT ${workspaceNameSql} AS name, w.locale, coalesce(w.address, '') AS address FROM workspace w`,
  ).first<WorkspaceAddress>())!
