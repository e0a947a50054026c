import type { RoleAnswer } from '../../../client/rights.ts'

type ProjectRights = RoleAnswer['projects'][string]

/** A partial change of a role, so that concurrent edits of other rights survive. */
export interface RolePatch {
  name?: string
  workspace?: Partial<RoleAnswer['workspace']>
  /** null: back to the rights of "every other project" */
  projects?: Record<string, Partial<ProjectRights> | null>
}

/** The optimistic role. Consequences of a hidden field (formulas, lookups) are only known to the server. */
export function withPatch(role: RoleAnswer, { name, workspace, projects = {} }: RolePatch): RoleAnswer {
  const next = { ...role.projects }
  for (const [id, patch] of Object.entries(projects)) {
    if (!patch) {
      delete next[id]
      continue
    }
    const current = next[id] ?? { ...next['*']!, fields: {} }
    const fields = { ...current.fields, ...patch.fields }
    const projectRights = { ...current, ...patch, fields }
    // A manager sees every field.
    next[id] = projectRights.access === 'manage' ? { ...projectRights, records: 'all', fields: {} } : projectRights
  }
  return { ...role, name: name ?? role.name, workspace: { ...role.workspace, ...workspace }, projects: next }
}
