import type { Catalog } from '../model/index.ts'
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
