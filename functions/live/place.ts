import type { LivePresence } from '../../src/core/api/changes/live.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import { type Access, type RecordOwners, seesRecord, visibleCatalog } from '../../src/core/permissions/index.ts'
import { BUILT_IN } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'

/** Where somebody says that they are. */
export interface StatedPlace {
  record: number
  /** as the page said it: a field's id, or a built-in name */
  field: string | null
}

/** What decides who may hear of it. */
export interface PlaceRecord {
  id: number
  project: number
  owners: RecordOwners
}

/** Of these records those that are not in the bin. */
export const selectPlaceRecords = (ids: readonly number[]): Sql<{ id: number; project: number; owners: string }> =>
  sql`SELECT r.id, r.project_id AS project,
      coalesce((SELECT json_group_array(a.person_id) FROM assignees a WHERE a.record_id = r.id HAVING count(*) > 0), json_array(r.created_by)) AS owners
    FROM json_each(${JSON.stringify(ids)}) w CROSS JOIN records r ON r.id = w.value WHERE r.deleted_at IS NULL`

/** The field as this reader may hear of it: null for one that they don't see; undefined where they don't see the record. */
export function fieldSeen(
  catalog: Catalog,
  access: Access,
  { project: id, owners }: PlaceRecord,
  field: string | null,
): string | null | undefined {
  const project = visibleCatalog(catalog, access).projects.find((one) => one.id === id)
  if (!project || !seesRecord(project, owners)) return undefined
  if (field === null || BUILT_IN.some((name) => name === field)) return field
  return project.fields.some((one) => String(one.id) === field) ? field : null
}

export type Present = LivePresence['presence'][number]
