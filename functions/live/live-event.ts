import type { LiveEvent } from '../../src/core/api/changes/live.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import { type Access, sightOf } from '../../src/core/permissions/index.ts'
import type { ProjectChanges } from './changes-since.ts'

/**
 * What one reader is told of changes, by their own rights. Who is restricted in a project hears that something has changed there and
 * no more, not even that it was too much to tell; who doesn't see it hears nothing. `catalog` is the unfiltered one.
 */
export function liveEventFor(
  catalog: Catalog,
  access: Access,
  seq: number,
  changes: readonly ProjectChanges[],
): LiveEvent {
  const seen = changes.map((change) => ({ ...change, sight: sightFor(catalog, access, change.project) }))
  if (seen.some(({ sight, records }) => sight === 'all' && records === null)) return { seq, reload: true }
  return {
    seq,
    projects: seen.flatMap(({ project, records, catalog, sight }) => {
      if (sight === 'none') return []
      const id = String(project)
      if (sight === 'part') return { id, records: null }
      return { id, records: [...(records ?? [])].map(String), ...(catalog && { catalog: true as const }) }
    }),
  }
}

const sightFor = (catalog: Catalog, access: Access, project: number) =>
  project === 0 ? 'all' : sightOf(catalog, access, project)
