import { LEVELS, type ProjectRights, type Rights, WORKSPACE_RIGHTS } from '../model/index.ts'

/** Whether who has `mine` may give `other` to somebody: nobody hands out more than they have. */
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

/** No project and no record is closed to them, and no field hidden or opened. */
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
  // Another's team may be another team.
  if (rights.records !== 'all' && other.records !== 'own') return false
  // What is hidden or fixed for me is so for them; what is opened to them, I see all of, or it is opened to me.
  return (
    Object.entries(rights.fields).every(([field, right]) => ORDER[other.fields[field] ?? 'edit'] <= ORDER[right]) &&
    Object.entries(other.fields).every(([field, right]) => right !== 'open' || all || rights.fields[field] === 'open')
  )
}

const ORDER = { hidden: 0, open: 1, view: 1, edit: 2 } as const
