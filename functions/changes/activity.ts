import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { EntityKind } from './entities.ts'

/*
 * `records.last_activity`: when somebody last did something about a record. Kept in the write's own batch. What an automation, an
 * import or the example data does is nobody's doing, nor is what happens to a linked record.
 */

const BY_PROGRAM = new Set(['automation', 'import', 'sample', 'handover'])

export const isActivity = (via: string | undefined): boolean => via === undefined || !BY_PROGRAM.has(via)

/** A comment or a file that is new is something done about its record. */
export function touchRecord(kind: EntityKind, values: object, now: number): Sql[] {
  const { recordId } = values as { recordId?: unknown }
  if ((kind !== 'comment' && kind !== 'file') || typeof recordId !== 'number') return []
  return [sql`UPDATE records SET last_activity = ${now} WHERE id = ${recordId}`]
}
