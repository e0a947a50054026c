import { notFound } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { type Field, idFrom, type Project } from '../../src/core/model/index.ts'
import { may, wouldBeVisible } from '../../src/core/permissions/index.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { numberUnnumbered } from '../changes/auto-number.ts'
import { Change } from '../changes/change.ts'
import { recountCube } from '../changes/totals-cube.ts'
import { makeUnique } from '../changes/unique.ts'
import type { Context } from '../context.ts'
import type { Row } from '../db/batch.ts'
import { projectAnswer } from '../projects/project-json.ts'
import { reloadField, requireFreeFieldName } from './fields.ts'

/** A project's fields with how many records have something in each (M24), and the deleted ones, which can be brought back. */
export async function readFields(context: Context, id: number | null) {
  const project = context.project(id, 'manage')
  const own = project.fields.filter((field) => field.slot !== null)
  const live = sql`r.project_id = ${project.id} AND r.archived_at IS NULL AND r.deleted_at IS NULL`
  const counts = join([raw('count(*) AS records'), ...own.map(({ slot }) => raw(`count(r.s${slot}) AS s${slot}`))])
  const hanging = (table: string, from: string, home: 'links' | 'files') =>
    sql`SELECT x.field_id, count(DISTINCT r.id) AS n FROM ${raw(table)} x JOIN records r ON r.id = ${raw(`x.${from}`)}
      WHERE ${live} AND x.field_id IN (SELECT value FROM json_each(${JSON.stringify(project.fields.filter((field) => typeOf(field.type)?.storage === home).map((field) => field.id))})) GROUP BY 1`
  const [stored, links, files, deleted, earlier] = await context.batch(
    sql`SELECT ${counts} FROM records r WHERE ${live}`,
    hanging('links', 'from_id', 'links'),
    hanging('files', 'record_id', 'files'),
    sql`SELECT id, name, type, config, deleted_at FROM fields WHERE project_id = ${project.id} AND deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT 100`,
    earlierTypes(project),
  )
  const filled = new Map([
    ...own.map(({ id: field, slot }) => [field, Number(stored!.results[0]![`s${slot}`])] as const),
    ...[...links!.results, ...files!.results].map((row) => [Number(row.field_id), Number(row.n)] as const),
  ])
  const worked = (field: Field) => typeOf(field.type)?.storage === 'computed'
  return {
    fields: projectAnswer(project, context.access, context.catalog).fields,
    records: Number(stored!.results[0]!.records),
    usage: project.fields
      .filter((field) => !worked(field))
      .map((field) => ({ field: String(field.id), filled: filled.get(field.id) ?? 0 })),
    // What is hidden by what it reads is no field of theirs once it is deleted, either.
    deleted: deleted!.results
      .filter((row) => isVisibleTo(context, project, row))
      .map((row) => ({
        id: String(row.id),
        name: row.name,
        type: row.type,
        deletedAt: new Date(Number(row.deleted_at)).toISOString(),
      })),
    earlier: earlier!.results
      .filter((row) => project.fields.some(({ id }) => id === row.thing_id))
      .map((row) => ({
        field: String(row.thing_id),
        type: row.type,
        change: String(row.change_id),
        until: new Date(Number(row.at)).toISOString(),
      })),
  }
}

/** The type that each field had before it was last given another, and the change that would have to be taken back. */
const earlierTypes = (project: Project): Sql =>
  sql`SELECT h.thing_id, h.change_id, c.at, h.fields ->> '$.type[0]' AS type, max(h.seq) FROM history h
    JOIN changes c ON c.id = h.change_id JOIN fields f ON f.id = h.thing_id AND f.slot IS h.fields ->> '$.slot[1]'
    WHERE h.kind = 'field' AND h.project_id = ${project.id} AND h.what = 'updated' AND f.deleted_at IS NULL
      AND json_type(h.fields, '$.slot') IS NOT NULL AND h.fields ->> '$.type[0]' <> f.type
    GROUP BY h.thing_id`

/** A deleted field comes back with its values. */
export async function restoreField(context: Context, sent: string) {
  const id = idFrom(sent)
  const [result] = await context.batch(
    sql`SELECT id, project_id, name, type, config, slot, slot2, is_unique FROM fields WHERE id = ${id} AND deleted_at IS NOT NULL`,
  )
  const row = result!.results[0]
  const project = context.catalog.projects.find((one) => one.id === row?.project_id)
  // What was deleted is there for those who manage.
  if (!row || !project || !may(context.access, project, 'manage') || !isVisibleTo(context, project, row))
    throw notFound()
  requireFreeFieldName(context.unfilteredProject(project), String(row.name))
  const write = new Change(context)
  write.updateEntity('field', project.id, Number(id), { deleted_at: null }, 'restored')
  const field = { id: row.id, type: row.type, slot: row.slot, slot2: row.slot2 } as Field
  write.add(...recountForField(project, field, null, context.catalog.workspace.zone))
  if (row.is_unique === 1) await makeUnique(context, write, project, { ...field, name: String(row.name) })
  if (row.type === 'uniqueId')
    write.add(...numberUnnumbered(project, Number(id), Number(row.slot), JSON.parse(String(row.config))))
  const { change } = await write.commit()
  return { field: await reloadField(context, project, Number(id)), change }
}

const isVisibleTo = (context: Context, project: Project, { id, type, config }: Row): boolean =>
  wouldBeVisible(context.unfilteredCatalog, context.access, project, {
    id: Number(id),
    type: String(type),
    config: JSON.parse(String(config)) as Field['config'],
  })

/** A money field that comes back, becomes one or was one: its project is counted anew. */
export function recountForField(project: Project, field: Field, before: string | null, zone: string): Sql[] {
  if (![field.type, before ?? ''].some((type) => typeOf(type)?.kind === 'money')) return []
  return recountCube({ ...project, fields: [...project.fields.filter((one) => one.id !== field.id), field] }, zone)
}
