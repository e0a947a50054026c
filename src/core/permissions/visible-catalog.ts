import { typeOf } from '../fields/index.ts'
import type { Catalog, Field, FieldRight, Project } from '../model/index.ts'
import { scopeOfNames, usesOf } from '../query/index.ts'
import { type Access, may } from './access.ts'
import { projectRights } from './roles.ts'

/**
 * The one door. The catalog without what this person may not see: projects, fields, and through `Project.rows` records. All
 * that is asked is compiled from what this returns, so what is hidden and what doesn't exist can't be told apart.
 *
 * A field that is worked out may be seen if all it reads may, through however many projects. One that an admin opened is seen
 * whatever it reads; its inputs lie in `beneath`, where its own SQL finds them and no question can name them.
 */
export function visibleCatalog(catalog: Catalog, access: Access): Catalog {
  const byAccess = filteredCatalogs.get(catalog) ?? new Map<string, Catalog>()
  filteredCatalogs.set(catalog, byAccess)
  let visible = byAccess.get(access.name)
  if (!visible) {
    visible = filterCatalog(catalog, access)
    byAccess.set(access.name, visible)
  }
  return visible
}

/** Kept as long as the catalog itself: a request then pays nothing for it. */
const filteredCatalogs = new WeakMap<Catalog, Map<string, Catalog>>()

function filterCatalog(catalog: Catalog, access: Access): Catalog {
  const seen = visibleFields(catalog, access)
  const beneath = hiddenInputsOf(catalog, access, seen)
  const projects: Project[] = []
  const others: Project[] = []
  for (const project of catalog.projects) {
    const inputs = project.fields.filter((field) => beneath.has(field.id))
    const entered = may(access, project, 'view')
    if (!entered && inputs.length > 0)
      others.push({ ...project, fields: [], hiddenInputs: inputs, ...recordOwnersOf(project, access) })
    if (entered) projects.push(visibleProject(project, access, seen, inputs))
  }
  return { ...catalog, projects, ...(others.length > 0 && { projectsWithHiddenInputs: others }) }
}

function visibleProject(
  project: Project,
  access: Access,
  seen: ReadonlySet<number>,
  inputs: readonly Field[],
): Project {
  const rightOf = fieldRights(access, project)
  const fields = project.fields
    .filter((field) => seen.has(field.id))
    .map((field): Field => (rightOf(field) === 'edit' ? field : { ...field, fixed: true }))
  return {
    ...project,
    // A guess that grows while the catalog is kept.
    get size() {
      return project.size
    },
    fields,
    ...recordOwnersOf(project, access),
    ...(inputs.length > 0 && { hiddenInputs: inputs }),
  }
}

/** Whose records they see, where that isn't everyone's: also of a project that a key closes, or that lies beneath an opened field. */
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
    // What is gone has no value: there is nothing to hide.
    if (!home) return true
    // Nothing leads back to itself; if it did, it would have no value.
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
  // What points into a project that one may not enter would tell the titles there, also once that is deleted.
  if (target !== undefined && !may(access, { id: Number(target) }, 'view')) return false
  return typeOf(field.type)?.storage !== 'computed' || usesOf(scopeOfNames(catalog, project), field).every(isSeen)
}

/** All that opened fields read and that may not be seen. */
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
