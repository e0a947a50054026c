import { refuse } from '../../src/core/errors/index.ts'
import type { FieldType } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { guard } from './database.ts'
import { SLOTS } from './schema/records.ts'
import type { Write } from './write.ts'

/**
 * The next columns that no field has had. A deleted field keeps its own, and so does one that was retyped, so that it can
 * come back with its values.
 */
export function freeSlots(write: Write, project: Project, type: FieldType): { slot: Sql | null; slot2: Sql | null } {
  const width = type.home === 'slot' ? 1 : type.home === 'money' ? 2 : 0
  if (width === 0) return { slot: null, slot2: null }
  const taken = slotsTaken(project)
  write.add(guard(sql`${taken} + ${width} <= ${SLOTS}`, 'slotsFull'), taking(project, width))
  return { slot: sql`${taken} - ${width - 1}`, slot2: width > 1 ? taken : null }
}

/** The same, known before the batch and proven in it: where statements have to name the column. */
export async function slotsNow(context: Context, write: Write, project: Project, type: FieldType) {
  const [now] = await context.ask(sql`SELECT ${slotsTaken(project)} AS taken`)
  const taken = Number(now!.results[0]!.taken)
  const width = type.home === 'money' ? 2 : 1
  if (taken + width > SLOTS) throw refuse('type', 'slotsFull')
  write.add(guard(sql`${slotsTaken(project)} = ${taken}`, 'stale'), taking(project, width))
  return { slot: taken + 1, slot2: width > 1 ? taken + 2 : null }
}

const slotsTaken = (project: Project): Sql => sql`(SELECT slots FROM projects WHERE id = ${project.id})`

const taking = (project: Project, width: number): Sql =>
  sql`UPDATE projects SET slots = slots + ${width} WHERE id = ${project.id}`
