import { sql as drizzleSql, eq, type SQL } from 'drizzle-orm'
import { invalid } from '../../src/core/errors/index.ts'
import { type FieldType, slotCount } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'
import { projects, SLOTS } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'

/**
 * The next columns that no field has had. A deleted field keeps its own, and so does one that was retyped, so that it can
 * come back with its values.
 */
export function freeSlots(change: Change, project: Project, type: FieldType): { slot: SQL | null; slot2: SQL | null } {
  const width = slotCount(type)
  if (width === 0) return { slot: null, slot2: null }
  change.add(guard(sql`${slotsTaken(project)} + ${width} <= ${SLOTS}`, 'slotsFull'), takeSlots(project, width))
  const last = drizzleSql`(SELECT slots FROM projects WHERE id = ${project.id})`
  return { slot: drizzleSql`${last} - ${width - 1}`, slot2: width > 1 ? last : null }
}

/** The same, known before the batch and proven in it: where statements have to name the column. */
export async function claimSlots(context: Context, change: Change, project: Project, type: FieldType) {
  const width = slotCount(type)
  const first = await claimColumns(context, change, project, width, 'type')
  return { slot: first, slot2: width > 1 ? first + 1 : null }
}

/** So many columns that no field has had: answers the first. `path`: of what was sent, where there are none left. */
export async function claimColumns(
  context: Context,
  change: Change,
  project: Project,
  width: number,
  path: string,
): Promise<number> {
  const [[taken]] = await context.batch(
    context.db
      .select(selectColumns({ slots: projects.slots }))
      .from(projects)
      .where(eq(projects.id, project.id)),
  )
  const { slots } = taken!
  if (slots + width > SLOTS) throw invalid(path, 'slotsFull')
  change.add(guard(sql`${slotsTaken(project)} = ${slots}`, 'stale'), takeSlots(project, width))
  return slots + 1
}

const slotsTaken = (project: Project): Sql => sql`(SELECT slots FROM projects WHERE id = ${project.id})`

const takeSlots = (project: Project, width: number): Sql =>
  sql`UPDATE projects SET slots = slots + ${width} WHERE id = ${project.id}`
