/** What a role allows (api.md, role). Projects and fields by their ids as text. */
export interface Rights {
  workspace: WorkspaceRights
  /** by project; `*` is every project that isn't named, one that is made later too */
  projects: { '*': ProjectRights; [project: string]: ProjectRights }
}

/** `projects`: settings, new projects, dashboards; `people`: invitations, roles, teams, the audit log. */
export const WORKSPACE_RIGHTS = ['projects', 'people', 'export', 'keys'] as const
export type WorkspaceRight = (typeof WORKSPACE_RIGHTS)[number]
export type WorkspaceRights = Record<WorkspaceRight, boolean>

/** What one may do in a project; each level includes the ones before. */
export const LEVELS = ['none', 'view', 'comment', 'edit', 'manage'] as const
export type Level = (typeof LEVELS)[number]

/** own: I am an assignee, or I made it and nobody is assigned; team: the same for anyone in my teams. */
export const RECORDS = ['own', 'team', 'all'] as const
export type Records = (typeof RECORDS)[number]

/**
 * A field that isn't named here may be edited by who edits the project. What is worked out from a hidden field is hidden too,
 * unless it is `open`: then its value is shown although not all that it is made of may be seen.
 */
export const FIELD_RIGHTS = ['hidden', 'view', 'edit', 'open'] as const
export type FieldRight = (typeof FIELD_RIGHTS)[number]

export interface ProjectRights {
  access: Level
  records: Records
  fields: { [field: string]: FieldRight }
}

export const BUILT_IN_ROLES = ['owner', 'admin', 'member', 'viewer'] as const
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number]

export interface Role {
  /** a built-in one's name, or a number of the team's own as text */
  id: string
  /** empty for a built-in one: screens have its name in the reader's language */
  name: string
  rights: Rights
}

export interface Team {
  id: number
  name: string
  people: readonly number[]
}
