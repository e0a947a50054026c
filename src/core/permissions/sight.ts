import type { Catalog, Project } from '../model/index.ts'
import { type Access, may } from './access.ts'
import { visibleCatalog } from './visible-catalog.ts'

/** What of a project somebody sees: everything, some of its records or fields, or that it isn't there. */
export type Sight = 'all' | 'part' | 'none'

/** `catalog` is the unfiltered one. */
export function sightOf(catalog: Catalog, access: Access, projectId: number): Sight {
  const project = catalog.projects.find(({ id }) => id === projectId)
  if (!project || !may(access, project, 'view')) return 'none'
  const visible = visibleCatalog(catalog, access).projects.find(({ id }) => id === projectId)
  if (!visible || visible.recordOwners) return 'part'
  return visible.fields.length === project.fields.length ? 'all' : 'part'
}

/** Whose a record is: who is assigned, or who made it where nobody is. */
export type RecordOwners = readonly number[]

/** The same rule as query/record-visibility.sql.ts, for a record whose owners are known. `project` is one of the visible catalog. */
export const seesRecord = ({ recordOwners }: Pick<Project, 'recordOwners'>, owners: RecordOwners): boolean =>
  !recordOwners || owners.some((owner) => recordOwners.includes(owner))
