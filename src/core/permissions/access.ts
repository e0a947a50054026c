import { forbidden, issue, notFound, Problem } from '../errors/index.ts'
import { type Catalog, LEVELS, type Level, type Person, type Project, type Rights } from '../model/index.ts'
import type { WorkspaceRight } from '../model/rights.ts'
import { projectRights, rightsOf } from './roles.ts'

/** What an API key takes away from what its person may do. */
export interface KeyScope {
  id: number
  readOnly: boolean
  /** null for all that the person may see */
  projects: readonly number[] | null
}

/** What one person may see and do. Every verb of the Worker is handed one, and asks it before it reads or writes. */
export interface Access {
  readonly person: Person
  /** the id of their role, or of the one that is impersonated */
  readonly role: string
  readonly rights: Rights
  readonly readOnly: boolean
  /** the role that is being impersonated (M80) */
  readonly impersonating: boolean
  /** the API key that asks for the person, if one does */
  readonly key: KeyScope | null
  /** everyone in a team of mine, and me: whose records are “my team's” */
  readonly colleagues: readonly number[]
  /** a key under which the visible catalog is cached: equal for equal access */
  readonly name: string
  level(project: Pick<Project, 'id'>): Level
}

/** `as`: impersonates that role (M80), read-only. */
export function accessOf(
  catalog: Catalog,
  person: Person,
  { key = null, as }: { key?: KeyScope | null; as?: string } = {},
): Access {
  const role = as ?? person.role
  const rights = rightsOf(catalog, role)
  // A key may not sign people in or grant rights, which would outlive it; one limited to some projects may not change what belongs to all.
  const workspace = !key
    ? rights.workspace
    : key.projects
      ? rightsOf(catalog, '').workspace
      : { ...rights.workspace, people: false, keys: false }
  const colleagues = new Set([person.id])
  for (const team of catalog.teams)
    if (team.people.includes(person.id)) for (const one of team.people) colleagues.add(one)
  return {
    person,
    role,
    rights: { ...rights, workspace },
    readOnly: as !== undefined || key?.readOnly === true,
    impersonating: as !== undefined,
    key,
    colleagues: [...colleagues].sort((a, b) => a - b),
    name: `${person.id} ${role} ${key?.projects?.join() ?? '*'} ${key?.readOnly ?? false}`,
    level: ({ id }) => (key?.projects && !key.projects.includes(id) ? 'none' : projectRights(rights, id).access),
  }
}

export const may = (access: Access, project: Pick<Project, 'id'>, level: Level): boolean =>
  LEVELS.indexOf(access.level(project)) >= LEVELS.indexOf(level)

/** Whether they manage all that there is, or was: nothing can be hidden from them. */
export const managesAll = ({ rights, key }: Access): boolean =>
  !key?.projects && Object.values(rights.projects).every(({ access }) => access === 'manage')

/** The project of that id as this person sees it, if they may do `level` there: 404 where it can't be seen, 403 where it can. */
export function requireProject(catalog: Catalog, access: Access, projectId: number | null, level: Level): Project {
  const project = catalog.projects.find((one) => one.id === projectId)
  if (!project) throw notFound()
  if (!may(access, project, level)) throw forbidden()
  return project
}

export function requireWorkspaceRight(access: Access, right: WorkspaceRight = 'projects'): void {
  if (!access.rights.workspace[right]) throw forbidden()
}

/** Granting rights needs access to all records: otherwise one could grant oneself, through another person, what one may not see. */
export function requireAllRecords(access: Access): void {
  const limited = Object.values(access.rights.projects).some(
    ({ records, access: level }) => records !== 'all' || level === 'none',
  )
  if (limited) throw new Problem(403, [issue('', 'beyondOwn')])
}

export const requirePeopleRight = (access: Access): void => requireWorkspaceRight(access, 'people')

/** Throws 403 for a read-only API key and for an impersonated role. */
export function requireWriteAccess(access: Access): void {
  if (access.readOnly) throw new Problem(403, [issue('', 'readOnly')])
}
