import { invalid } from '../../src/core/errors/index.ts'
import type { FieldType } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Change } from '../changes/change.ts'
import type { Context } from '../context.ts'
import { guard } from '../db/batch.ts'
import { SLOTS } from '../db/schema/records.ts'

/**
 * The next columns that no field has had. A deleted field keeps its own, and so does one that was retyped, so that it can
 * come back with its values.
 */
export function freeSlots(write: Change, project: Project, type: FieldType): { slot: Sql | null; slot2: Sql | null } {
  const width = type.storage === 'slot' ? 1 : type.storage === 'money' ? 2 : 0
  if (width === 0) return { slot: null, slot2: null }
  const taken = slotsTaken(project)
  write.add(guard(sql`${taken} + ${width} <= ${SLOTS}`, 'slotsFull'), advanceSlots(project, width))
  return { slot: sql`${taken} - ${width - 1}`, slot2: width > 1 ? taken : null }
}

/** The same, known before the batch and proven in it: where statements have to name the column. */
export async function claimSlots(context: Context, write: Change, project: Project, type: FieldType) {
  const [now] = await context.batch(sql`SELECT ${slotsTaken(project)} AS taken`)
  const taken = Number(now!.results[0]!.taken)
  const width = type.storage === 'money' ? 2 : 1
  if (taken + width > SLOTS) throw invalid('type', 'slotsFull')
  write.add(guard(sql`${slotsTaken(project)} = ${taken}`, 'stale'), advanceSlots(project, width))
  return { slot: taken + 1, slot2: width > 1 ? taken + 2 : null }
}

const slotsTaken = (project: Project): Sql => sql`(SELECT slots FROM projects WHERE id = ${project.id})`

const advanceSlots = (project: Project, width: number): Sql =>
  sql`UPDATE projects SET slots = slots + ${width} WHERE id = ${project.id}`
