import type { Json, Project } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import type { KeptValue } from './kept-value.ts'
import { columnsOf, valuesNow } from './records.ts'

/**
 * Which of the records that a change made somebody else has changed since, commented on or given a file: they are theirs too by
 * now, so undo keeps them whole, and names what was done. Work that was taken back, and what automations did, is nobody's; a
 * visitor's file that came with the change itself is part of it.
 */
export async function editedSince(
  context: Context,
  change: { id: number; person: number | null },
  project: Project,
  created: readonly number[],
): Promise<{ ids: Set<number>; kept: KeptValue[] }> {
  if (created.length === 0) return { ids: new Set(), kept: [] }
  const ids = JSON.stringify(created)
  const [edits] = await context.batch(
    sql<{
      record: number
      field: string
    }>`SELECT h.thing_id AS record, f.key AS field FROM json_each(${ids}) k CROSS JOIN history h ON h.kind = 'record' AND h.thing_id = k.value
        JOIN changes c ON c.id = h.change_id JOIN json_each(h.fields) f
        WHERE c.id <> ${change.id} AND c.person_id IS NOT ${change.person} AND coalesce(c.via, '') <> 'automation' AND c.undoes IS NULL
          AND f.value ->> 0 IS NOT f.value ->> 1 AND f.key NOT IN ('position', 'enteredListAt')
          AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id AND NOT EXISTS (SELECT 1 FROM changes w WHERE w.undoes = u.id))
      UNION SELECT t.record_id, 'comments' FROM json_each(${ids}) k CROSS JOIN comments t ON t.record_id = k.value
        WHERE t.deleted_at IS NULL AND t.person_id IS NOT ${change.person}
      UNION SELECT t.record_id, 'files' FROM json_each(${ids}) k CROSS JOIN files t ON t.record_id = k.value
        WHERE t.deleted_at IS NULL AND t.person_id IS NOT ${change.person}
          AND NOT EXISTS (SELECT 1 FROM history h WHERE h.kind = 'file' AND h.thing_id = t.id AND h.change_id = ${change.id})`,
  )
  const known = columnsOf(project)
  const keys = [...new Set(edits.map(({ field }) => field))].filter((key) => known.has(key))
  const edited = new Set(edits.map(({ record }) => record))
  const currentValues = await valuesNow(
    context,
    keys.map((key) => known.get(key)!),
    [...edited],
  )
  // Of a field that the reader doesn't see only the record is told.
  const shown = (field: string) => known.has(field) || field === 'comments' || field === 'files'
  const keptValues = edits.map(({ record, field }): KeptValue => {
    const current: Json = currentValues.get(record)?.[field] ?? null
    return { record: String(record), field: shown(field) ? field : '', current }
  })
  return { ids: edited, kept: keptValues }
}
