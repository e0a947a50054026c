import { forbidden, notFound } from '../errors/index.ts'
import type { Catalog, Person, Project, RoleName } from '../model/entities.ts'

/** What one may do in a project; each level includes the ones before. */
export const LEVELS = ['none', 'view', 'comment', 'edit', 'manage'] as const
export type Level = (typeof LEVELS)[number]

interface Role {
  /** the level in every project */
  projects: Level
  /** may change the workspace itself: its settings, its projects */
  workspace: boolean
}

const ROLES: Record<RoleName, Role> = {
  owner: { projects: 'manage', workspace: true },
  admin: { projects: 'manage', workspace: true },
  member: { projects: 'edit', workspace: false },
  viewer: { projects: 'view', workspace: false },
}

/** What one person may see and do. Every verb of the Worker is handed one, and asks it before it reads or writes. */
export interface Access {
  readonly person: Person
  level(project: Project): Level
  readonly workspace: boolean
}

export function accessOf(person: Person): Access {
  const role = ROLES[person.role]
  return { person, level: () => role.projects, workspace: role.workspace }
}

/**
 * The catalog without what this person may not see. Everything is compiled from what this returns, so a hidden field and
 * one that doesn't exist can't be told apart.
 */
export function narrow(catalog: Catalog, access: Access): Catalog {
  return { ...catalog, projects: catalog.projects.filter((project) => access.level(project) !== 'none') }
}

export const may = (access: Access, project: Project, level: Level): boolean =>
  LEVELS.indexOf(access.level(project)) >= LEVELS.indexOf(level)

/** The project of that id as this person sees it, if they may do `level` there: 404 where it can't be seen, 403 where it can. */
export function demand(catalog: Catalog, access: Access, projectId: number | null, level: Level): Project {
  const project = catalog.projects.find((one) => one.id === projectId)
  if (!project) throw notFound()
  if (!may(access, project, level)) throw forbidden()
  return project
}

export function demandWorkspace(access: Access): void {
  if (!access.workspace) throw forbidden()
}
