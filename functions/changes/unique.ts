import { issue, Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { type Field, PROJECTS, type Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { GuardError, guard } from '../db/batch.ts'
import type { RecordColumn } from './record-columns.ts'

/*
 * A unique field: no two records outside the bin have the same value; texts are the same by their identity
 * (core/text/identity.ts), which SQLite can't work out and `texts` therefore keeps. An index over just this field's values
 * finds a double; the guard stands in the write's own batch, so two writes at once can't both pass.
 */

const WORD = 'double:'

type UniqueField = Pick<Field, 'type' | 'slot'>

const isText = ({ type }: UniqueField): boolean => typeOf(type)!.kind === 'text'

/** The rows of a field's values: `v` gives the value that is compared, `record` whose it is. `row` names the table. */
const valuesOf = (project: Project, field: UniqueField, row: string) =>
  isText(field)
    ? {
        from: raw(`texts ${row}`),
        record: raw(`${row}.id / 128`),
        value: raw(`coalesce(${row}.identity, ${row}.text)`),
        // As the index says it: a record's id carries its project.
        where: raw(`${row}.id % 128 = ${field.slot} AND ${row}.id / 128 % ${PROJECTS} = ${project.id}`),
      }
    : {
        from: raw(`records ${row}`),
        record: raw(`${row}.id`),
        value: raw(`${row}.s${field.slot}`),
        where: raw(`${row}.project_id = ${project.id} AND ${row}.s${field.slot} IS NOT NULL`),
      }

/** Stops the batch if a record of the payload has what another has already. `id` is a payload row's record. */
export function uniqueGuards(project: Project, columns: readonly RecordColumn[], payload: string, id: Sql): Sql[] {
  const keys = new Set(columns.map((column) => column.key))
  return project.fields
    .filter((field) => field.unique && (keys.has(String(field.id)) || keys.has('deletedAt')))
    .map((field) => {
      const [subject, other] = [valuesOf(project, field, 'm'), valuesOf(project, field, 'o')]
      const key = isText(field) ? sql`m.id = r.id * 128 + ${raw(String(field.slot))}` : sql`m.id = r.id`
      return guard(
        sql`NOT EXISTS (SELECT 1 FROM json_each(${payload}) p CROSS JOIN records r ON r.id = ${id}
          CROSS JOIN ${subject.from} ON ${key}
          CROSS JOIN ${other.from} ON ${other.value} = ${subject.value} AND ${other.where}
          CROSS JOIN records d ON d.id = ${other.record} AND d.deleted_at IS NULL
          WHERE r.deleted_at IS NULL AND d.id <> r.id)`,
        WORD + field.id,
      )
    })
}

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
export function selectDuplicates(project: Project, field: UniqueField): Sql<{ value: string | number }> {
  const { from, record, value, where } = valuesOf(project, field, 'v')
  return sql`SELECT min(r.s${raw(String(field.slot))}) AS value FROM ${from} CROSS JOIN records r ON r.id = ${record} AND r.deleted_at IS NULL
    WHERE ${where} GROUP BY ${value} HAVING count(*) > 1 LIMIT 1`
}

/** Records outside the bin that have one of these values (JSON; texts by their identity): `value` is which. */
export function selectValueHolders(
  project: Project,
  field: UniqueField,
  values: string,
): Sql<{ id: number; value: string | number }> {
  const { from, record, value, where } = valuesOf(project, field, 'v')
  return sql`SELECT r.id, ${value} AS value FROM json_each(${values}) w CROSS JOIN ${from} ON ${value} = w.value AND ${where}
    CROSS JOIN records r ON r.id = ${record} AND r.deleted_at IS NULL`
}

export function createUniqueIndex(project: Project, field: UniqueField): Sql {
  const name = raw(`unique_${project.id}_${field.slot}_${isText(field) ? 'text' : 'value'}`)
  return isText(field)
    ? sql`CREATE INDEX IF NOT EXISTS ${name} ON texts (coalesce(identity, text))
        WHERE id % 128 = ${raw(String(field.slot))} AND id / 128 % ${raw(String(PROJECTS))} = ${raw(String(project.id))}`
    : sql`CREATE INDEX IF NOT EXISTS ${name} ON records (s${raw(String(field.slot))})
        WHERE project_id = ${raw(String(project.id))} AND s${raw(String(field.slot))} IS NOT NULL`
}
