import type { Catalog, Project } from '../model/index.ts'
import { dayOf } from '../time/zone.ts'

/** What a question is asked of, and by whom: all that compiling needs. The row of `records` is `r` in the SQL. */
export interface Scope {
  catalog: Catalog
  project: Project
  /** the person asking: "me" */
  me: number
  now: number
}

/** Today in the workspace's zone. */
export const today = (scope: Scope): string => dayOf(scope.catalog.workspace.zone, scope.now)
