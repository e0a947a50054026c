import { typeOf } from '../fields/index.ts'
import { type Catalog, type Field, type FieldRight, memoize, type Project } from '../model/index.ts'
import { scopeOfNames, usesOf } from '../query/index.ts'
import { type Access, may } from './access.ts'
import { dashboardLevel } from './dashboards.ts'
import { withDistinctNames } from './distinct-names.ts'
import { projectRights } from './roles.ts'

/**
 * The catalog without what this person may not see: projects, fields and, by `Project.recordOwners`, records. This is where
 * permissions are enforced: every query is compiled from what this returns, so naming something hidden gives the same error as
 * naming something that doesn't exist.
 *
 * A computed field is visible if everything it reads is, across any number of projects. A field that an admin opened is visible
 * whatever it reads: its inputs go into `Project.hiddenInputs`, where only the field's own SQL looks, never a name in a query.
 *
 * Done once for each catalog and access, not once a request.
 */
export const visibleCatalog = memoize(filterCatalog, (access: Access) => access.name)

function filterCatalog(catalog: Catalog, access: Access): Catalog {
  const seen = visibleFields(catalog, access)
  const hiddenInputs = hiddenInputsOf(catalog, access, seen)
  const projects: Project[] = []
  const others: Project[] = []
  for (const project of catalog.projects) {
    const inputs = project.fields.filter((field) => hiddenInputs.has(field.id))
    const entered = may(access, project, 'view')
    if (!entered && inputs.length > 0)
      others.push({ ...project, fields: [], hiddenInputs: inputs, ...recordOwnersOf(project, access) })
    if (entered) projects.push(visibleProject(project, access, seen, inputs))
  }
  const dashboards = catalog.dashboards.filter((dashboard) => dashboardLevel(catalog, access, dashboard) !== 'none')
  return { ...catalog, projects, dashboards, ...(others.length > 0 && { projectsWithHiddenInputs: others }) }
}

function visibleProject(
  project: Project,
  access: Access,
  seen: ReadonlySet<number>,
  inputs: readonly Field[],
): Project {
  const rightOf = fieldRights(access, project)
  const fields = withDistinctNames(project.fields.filter((field) => seen.has(field.id))).map(
    (field): Field => (rightOf(field) === 'edit' ? field : { ...field, fixed: true }),
  )
  return {
    ...project,
    // A cached row count that creating records increments; the planner only needs its magnitude. Read from the unfiltered project, which is the one that is incremented.
    get size() {
      return project.size
    },
    fields,
    lists: project.lists.map((list) => ({
      ...list,
      asks: list.asks.filter(({ field }) => fields.some(({ id }) => id === field)),
    })),
    ...recordOwnersOf(project, access),
    ...(inputs.length > 0 && { hiddenInputs: inputs }),
  }
}

/** Limits a project to the records of some people, also where only an opened field reads that project. */
function recordOwnersOf(project: Project, access: Access): Pick<Project, 'recordOwners'> {
  const { records } = projectRights(access.rights, project.id)
  return records === 'all' ? {} : { recordOwners: records === 'own' ? [access.person.id] : access.colleagues }
}

const fieldRights = (access: Access, project: Project) => {
  const { fields } = projectRights(access.rights, project.id)
  return (field: Pick<Field, 'id'>): FieldRight => fields[String(field.id)] ?? 'edit'
}

/** The ids of all fields that this person may see. */
function visibleFields(catalog: Catalog, access: Access): Set<number> {
  const homes = new Map(
    catalog.projects.flatMap((project) => project.fields.map((field) => [field.id, { project, field }] as const)),
  )
  const known = new Map<number, boolean>()
  const isSeen = (id: number): boolean => {
    const before = known.get(id)
    if (before !== undefined) return before
    const home = homes.get(id)
    // A deleted field has no value to hide.
    if (!home) return true
    // Fields can't read themselves in a circle; should they, this ends it.
    known.set(id, false)
    const answer = isFieldVisible(catalog, access, home.project, home.field, isSeen)
    known.set(id, answer)
    return answer
  }
  return new Set([...homes.keys()].filter(isSeen))
}

/** Whether they would see a field that isn't in the catalog, since it is deleted. */
export function wouldBeVisible(catalog: Catalog, access: Access, project: Project, field: Seen): boolean {
  const seen = visibleFields(catalog, access)
  const isHidden = (id: number) => !catalog.projects.some(({ fields }) => fields.some((one) => one.id === id))
  return isFieldVisible(catalog, access, project, field, (id) => seen.has(id) || isHidden(id))
}

type Seen = Pick<Field, 'id' | 'type' | 'config'>

function isFieldVisible(
  catalog: Catalog,
  access: Access,
  project: Project,
  field: Seen,
  isSeen: (id: number) => boolean,
): boolean {
  if (!may(access, project, 'view')) return false
  const right = fieldRights(access, project)(field)
  if (right === 'hidden' || right === 'open') return right === 'open'
  const { project: target } = (field.config ?? {}) as { project?: string }
  // A reference into a project that the person may not view would reveal titles there, also after that project is deleted.
  if (target !== undefined && !may(access, { id: Number(target) }, 'view')) return false
  return typeOf(field.type)?.storage !== 'computed' || usesOf(scopeOfNames(catalog, project), field).every(isSeen)
}

/** The fields that opened fields read and that this person may not see. */
function hiddenInputsOf(catalog: Catalog, access: Access, seen: ReadonlySet<number>): Set<number> {
  const found = new Set<number>()
  const gather = (project: Project, field: Field): void => {
    for (const id of usesOf(scopeOfNames(catalog, project), field)) {
      if (seen.has(id) || found.has(id)) continue
      const home = catalog.projects.find(({ fields }) => fields.some((one) => one.id === id))
      if (!home) continue
      found.add(id)
      gather(home, home.fields.find((one) => one.id === id)!)
    }
  }
  for (const project of catalog.projects)
    for (const field of project.fields)
      if (seen.has(field.id) && fieldRights(access, project)(field) === 'open') gather(project, field)
  return found
}
