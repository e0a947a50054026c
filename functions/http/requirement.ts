import type { Level } from '../../src/core/model/index.ts'

/**
 * The right that one must have, checked before the body is read. `of` names the path parameter whose project or dashboard is meant (its own,
 * its record's, its list's…), `new` a dashboard of one's own; `body.<name>` where only the body says it, which is then the handler's to check.
 */
export type Requirement =
  | 'anyone'
  | 'person'
  | { readonly project: Exclude<Level, 'none'>; readonly of: string; readonly workspace?: WorkspaceRight }
  | { readonly workspace: WorkspaceRight }
  | { readonly dashboard: 'view' | 'edit'; readonly of: string }
export type WorkspaceRight = 'projects' | 'people' | 'export' | 'keys'

export type Effect = 'read' | 'write'
