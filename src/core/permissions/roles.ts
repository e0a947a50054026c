import type { BuiltInRole, Catalog, Level, ProjectRights, Rights, Role } from '../model/index.ts'

const everywhere = (access: Level): Rights['projects'] => ({ '*': { access, records: 'all', fields: {} } })
const all = { projects: true, people: true, export: true, keys: true }

/** What every workspace has. Only one person is the owner; an admin may do all that they may, except to them. */
export const BUILT_IN: Record<BuiltInRole, Rights> = {
  owner: { workspace: all, projects: everywhere('manage') },
  admin: { workspace: all, projects: everywhere('manage') },
  member: { workspace: { ...all, projects: false, people: false }, projects: everywhere('edit') },
  viewer: { workspace: { projects: false, people: false, export: false, keys: false }, projects: everywhere('view') },
}

/** The rights of a role; of a role that doesn't exist, none. */
const NOTHING: Rights = { ...BUILT_IN.viewer, projects: everywhere('none') }

export const rolesOf = (catalog: Pick<Catalog, 'roles'>): Role[] => [
  ...Object.entries(BUILT_IN).map(([id, rights]) => ({ id, name: '', rights })),
  ...catalog.roles,
]

export const roleNamed = (catalog: Pick<Catalog, 'roles'>, id: string): Role | undefined =>
  Object.hasOwn(BUILT_IN, id)
    ? { id, name: '', rights: BUILT_IN[id as BuiltInRole] }
    : catalog.roles.find((role) => role.id === id)

export const rightsOf = (catalog: Pick<Catalog, 'roles'>, id: string): Rights =>
  roleNamed(catalog, id)?.rights ?? NOTHING

export const projectRights = (rights: Rights, project: number): ProjectRights =>
  rights.projects[String(project)] ?? rights.projects['*']
