import { sql as drizzleSql } from 'drizzle-orm'
import { raw } from '../../src/core/sql/index.ts'
import type { Database } from '../db/client.ts'
import { workspace } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'

/** What a mail says of the workspace. */
export interface WorkspaceAddress {
  name: string
  locale: string
  /** where this workspace is found; never taken from a request, whose Host header anybody may write */
  address: string
}

/** Before the set-up nothing has a name. In statements where `workspace` is called `w`. */
export const workspaceNameSql = raw("coalesce(nullif(w.name, ''), 'Tonle')")

export const selectWorkspaceAddress = (db: Database) =>
  db
    .select(
      selectColumns({
        name: drizzleSql<string>`coalesce(nullif(${workspace.name}, ''), 'Tonle')`,
        locale: workspace.locale,
        address: drizzleSql<string>`coalesce(${workspace.address}, '')`,
      }),
    )
    .from(workspace)
