import type { RoleAnswer } from '../../../client/rights.ts'

type ProjectRights = RoleAnswer['projects'][string]

/** Only what was clicked: somebody else's click on the same role stays. */
export interface RolePatch {
  name?: string
  workspace?: Partial<RoleAnswer['workspace']>
  /** null: as every other again */
  projects?: Record<string, Partial<ProjectRights> | null>
}

/** The role as the server will answer it; what follows from a hidden field is known to it alone. */
export function withPatch(role: RoleAnswer, { name, workspace, projects = {} }: RolePatch): RoleAnswer {
  const next = { ...role.projects }
  for (const [id, patch] of Object.entries(projects)) {
    if (!patch) {
      delete next[id]
      continue
    }
    const own = next[id] ?? { ...next['*']!, fields: {} }
    const fields = { ...own.fields, ...patch.fields }
    const whole = { ...own, ...patch, fields }
    // Who manages sees all.
    next[id] = whole.access === 'manage' ? { ...whole, records: 'all', fields: {} } : whole
  }
  return { ...role, name: name ?? role.name, workspace: { ...role.workspace, ...workspace }, projects: next }
}
