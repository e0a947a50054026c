import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { GuardError, guard } from '../db/batch.ts'
import type { RecordColumn } from './record-columns.ts'

/*
 * A unique field: no two records outside the bin have the same value, whatever the case of Latin letters. An index over just
 * this field's column finds a double; the guard stands in the write's own batch, so two writes at once can't both pass.
 */

const WORD = 'double:'

/** What values are told apart by; the index is over the same expression. */
const comparedValue = (row: string, slot: number): Sql => raw(`lower(${row}.s${slot})`)

/** Stops the batch if a record of the payload has what another has already. `id` is a payload row's record. */
export function uniqueGuards(project: Project, columns: readonly RecordColumn[], payload: string, id: Sql): Sql[] {
  const keys = new Set(columns.map((column) => column.key))
  return project.fields
    .filter((field) => field.unique && (keys.has(String(field.id)) || keys.has('deletedAt')))
    .map((field) =>
      guard(
        sql`NOT EXISTS (SELECT 1 FROM json_each(${payload}) p CROSS JOIN records r ON r.id = ${id}
          CROSS JOIN records o ON ${comparedValue('o', field.slot!)} = ${comparedValue('r', field.slot!)} AND ${inProject('o', project)}
          WHERE r.deleted_at IS NULL AND o.id <> r.id)`,
        WORD + field.id,
      ),
    )
}

const inProject = (row: string, project: Project): Sql =>
  raw(`${row}.project_id = ${project.id} AND ${row}.deleted_at IS NULL`)

/** Turns a violated unique guard into a problem that names the field. */
export async function withUniqueError<T>(context: Context, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof GuardError && error.code.startsWith(WORD))) throw error
    const id = error.code.slice(WORD.length)
    const field = context.catalog.projects.flatMap(({ fields }) => fields).find((one) => String(one.id) === id)
    // It came back, with what a field that they can't see forbids it.
    if (!field) throw new Problem(409, [issue('', 'conflict')])
    throw new Problem(422, [issue(`values.${id}`, 'notUnique', { name: field.name })])
  }
}

/** A value that several records outside the bin have; no row where all differ. */
export const selectDuplicates = (project: Project, slot: number): Sql<{ value: string | number }> =>
  sql`SELECT r.s${raw(String(slot))} AS value FROM records r WHERE ${inProject('r', project)} AND ${comparedValue('r', slot)} IS NOT NULL
    GROUP BY ${comparedValue('r', slot)} HAVING count(*) > 1 LIMIT 1`

export const createUniqueIndex = (project: Project, slot: number): Sql =>
  raw(
    `CREATE INDEX IF NOT EXISTS unique_${project.id}_${slot} ON records (lower(s${slot})) WHERE project_id = ${project.id} AND deleted_at IS NULL`,
  )
