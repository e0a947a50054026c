import { type Catalog, LEVELS, type Person, type ProjectRights, type Rights, WORKSPACE_RIGHTS } from '../model/index.ts'
import { type Access, accessOf, managesAll } from './access.ts'

/** Whether `rights` include all of `other`: nobody may give a role with more rights than their own. */
export function includes(rights: Rights, other: Rights): boolean {
  if (WORKSPACE_RIGHTS.some((right) => other.workspace[right] && !rights.workspace[right])) return false
  const all = seesAll(rights)
  const named = new Set([...Object.keys(rights.projects), ...Object.keys(other.projects)])
  return [...named].every((project) =>
    includesProject(
      rights.projects[project] ?? rights.projects['*'],
      other.projects[project] ?? other.projects['*'],
      all,
    ),
  )
}

/** Whether these rights see everything: all projects, records and fields. */
const seesAll = ({ projects }: Rights): boolean =>
  Object.values(projects).every(
    ({ access, records, fields }) =>
      access !== 'none' &&
      records === 'all' &&
      Object.values(fields).every((right) => right === 'view' || right === 'edit'),
  )

function includesProject(rights: ProjectRights, other: ProjectRights, all: boolean): boolean {
  if (other.access === 'none') return true
  if (LEVELS.indexOf(other.access) > LEVELS.indexOf(rights.access)) return false
  // "My team's records" of one person may be other records than those of another.
  if (rights.records !== 'all' && other.records !== 'own') return false
  // A field hidden or read-only for the giver must be so for the receiver; one opened to the receiver must be fully visible or opened to the giver.
  return (
    Object.entries(rights.fields).every(([field, right]) => ORDER[other.fields[field] ?? 'edit'] <= ORDER[right]) &&
    Object.entries(other.fields).every(([field, right]) => right !== 'open' || all || rights.fields[field] === 'open')
  )
}

const ORDER = { hidden: 0, open: 1, view: 1, edit: 2 } as const

/**
 * Whether somebody sees all that a person sees: what was put together with that person's rights is theirs to read. One's own records and
 * one's team's are others than somebody else's, and of a key that is limited to some projects it can't be told.
 */
export function seesAsMuch(access: Access, catalog: Catalog, other: Person | undefined): boolean {
  if (managesAll(access)) return true
  if (!other || access.key?.projects) return false
  if (other.id === access.person.id && !access.impersonating) return true
  const seesAllRecords = Object.values(access.rights.projects).every(({ records }) => records === 'all')
  return seesAllRecords && includes(access.rights, accessOf(catalog, other).rights)
}
