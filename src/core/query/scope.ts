import type { Catalog, Project } from '../model/index.ts'
import { raw, type Sql } from '../sql/index.ts'
import { dayOf } from '../time/zone.ts'

/** What a question is asked of, and by whom: all that compiling needs. */
export interface Scope {
  catalog: Catalog
  project: Project
  /** the person asking: "me" */
  me: number
  now: number
  /** what the row of `records` is called in the SQL: `r`, and through references `r1`, `r2`, … */
  row: string
}

/** A column of the scope's row. */
export const col = (scope: Pick<Scope, 'row'>, name: string): Sql => raw(`${scope.row}.${name}`)

/** The records that a reference of this project points at. */
export const through = (scope: Scope, project: Project): Scope => ({
  ...scope,
  project,
  row: `r${Number(scope.row.slice(1) || 0) + 1}`,
})

/** Today in the workspace's zone. */
export const today = (scope: Scope): string => dayOf(scope.catalog.workspace.zone, scope.now)
