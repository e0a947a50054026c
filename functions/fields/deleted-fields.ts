import { and, eq, isNotNull } from 'drizzle-orm'
import { notFound } from '../../src/core/errors/index.ts'
import { typeOf, type UniqueIdConfig } from '../../src/core/fields/index.ts'
import { type Field, idFrom, PLAIN_FIELD, type Project } from '../../src/core/model/index.ts'
import { may, wouldBeVisible } from '../../src/core/permissions/index.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { numberUnnumbered } from '../changes/auto-number.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { fields } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { projectAnswer } from '../projects/index.ts'
import { requireAvailableFieldName } from './field-name.ts'
import { reloadField } from './fields.ts'
import { requireDistinctValues } from './make-unique.ts'

/** A project's fields with how many records have something in each (M24), and a page of the deleted ones, which can be brought back. */
export async function readFields(context: Context, project: Project, paging: Paging) {
  const order = orderOf('deleted fields', 'fields.id', true, [{ key: raw('fields.deleted_at'), desc: true }])
  const { after, by, rows, cut } = pageOf(order, paging)
  const stored = project.fields.filter((field) => field.slot !== null)
  const live = sql`r.project_id = ${project.id} AND r.archived_at IS NULL AND r.deleted_at IS NULL`
  const counts = join([raw('count(*) AS records'), ...stored.map(({ slot }) => raw(`count(r.s${slot}) AS s${slot}`))])
  const [[filled], links, files, deleted, earlier] = await context.batch(
    sql<Record<string, number>>`SELECT ${counts} FROM records r WHERE ${live}`,
    countHolders(project, live, 'links'),
    countHolders(project, live, 'files'),
    context.db
      .select(
        selectColumns({
          id: fields.id,
          name: fields.name,
          type: fields.type,
          config: fields.config,
          deletedAt: fields.deletedAt,
        }),
      )
      .from(fields)
      .where(and(eq(fields.projectId, project.id), isNotNull(fields.deletedAt), after))
      .orderBy(by)
      .limit(rows),
    earlierTypes(project),
  )
  const counted = new Map([
    ...stored.map(({ id, slot }) => [id, filled![`s${slot}`]!] as const),
    ...[...links, ...files].map(({ field_id, n }) => [field_id, n] as const),
  ])
  const { page, next } = cut(deleted, ({ id, deletedAt }) => [deletedAt, id])
  return {
    fields: projectAnswer(project, context.access, context.catalog).fields,
    records: filled!.records!,
    usage: project.fields
      .filter(({ type }) => typeOf(type)?.storage !== 'computed')
      .map(({ id }) => ({ field: String(id), filled: counted.get(id) ?? 0 })),
    // A deleted field stays hidden if what it read is hidden.
    deleted: page
      .filter((field) => wouldBeVisible(context.unfilteredCatalog, context.access, project, field))
      .map(({ id, name, type, deletedAt }) => ({
        id: String(id),
        name,
        type,
        deletedAt: new Date(deletedAt!).toISOString(),
      })),
    earlier: earlier
      .filter((row) => project.fields.some(({ id }) => id === row.field_id))
      .map(({ field_id, type, change_id, at }) => ({
        field: String(field_id),
        type,
        change: String(change_id),
        until: new Date(at).toISOString(),
      })),
    next,
  }
}

/** How many records link to something, or have a file, in each field of that storage. */
function countHolders(project: Project, live: Sql, storage: 'links' | 'files'): Sql<{ field_id: number; n: number }> {
  const ids = project.fields.filter(({ type }) => typeOf(type)?.storage === storage).map(({ id }) => id)
  const record = raw(storage === 'links' ? 'x.from_id' : 'x.record_id')
  return sql`SELECT x.field_id, count(DISTINCT r.id) AS n FROM ${raw(storage)} x JOIN records r ON r.id = ${record}
    WHERE ${live} AND x.field_id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) GROUP BY 1`
}

interface EarlierType {
  field_id: number
  change_id: number
  at: number
  type: string
}

/** The type that each field had before it was last given another, and the change that would have to be taken back. */
const earlierTypes = (project: Project): Sql<EarlierType> =>
  sql`SELECT h.thing_id AS field_id, h.change_id, c.at, h.fields ->> '$.type[0]' AS type, max(h.seq) FROM history h
    JOIN changes c ON c.id = h.change_id JOIN fields f ON f.id = h.thing_id AND f.slot IS h.fields ->> '$.slot[1]'
    WHERE h.kind = 'field' AND h.project_id = ${project.id} AND h.what = 'updated' AND f.deleted_at IS NULL
      AND json_type(h.fields, '$.slot') IS NOT NULL AND h.fields ->> '$.type[0]' <> f.type
    GROUP BY h.thing_id`

interface DeletedField {
  project: Project
  field: Field
}

/** A deleted field is there for those who manage its project and would see it. */
export const deletedField = {
  noun: 'field',
  async find(context: Context, sent: string): Promise<DeletedField> {
    const id = idFrom(sent)
    if (id === null) throw notFound()
    const [[row]] = await context.batch(
      context.db
        .select(
          selectColumns({
            id: fields.id,
            projectId: fields.projectId,
            name: fields.name,
            type: fields.type,
            config: fields.config,
            slot: fields.slot,
            slot2: fields.slot2,
            unique: fields.unique,
          }),
        )
        .from(fields)
        .where(and(eq(fields.id, id), isNotNull(fields.deletedAt))),
    )
    const project = context.catalog.projects.find((one) => one.id === row?.projectId)
    if (!row || !project || !may(context.access, project, 'manage')) throw notFound()
    const { projectId: _, ...stored } = row
    const field: Field = { ...PLAIN_FIELD, position: 0, ...stored }
    if (!wouldBeVisible(context.unfilteredCatalog, context.access, project, field)) throw notFound()
    return { project, field }
  },
} as const

/** Restores a deleted field with its values. */
export async function restoreField(context: Context, { project, field }: DeletedField) {
  requireAvailableFieldName(project, field.name)
  const change = new Change(context)
  change.updateEntity('field', project.id, field.id, { deletedAt: null }, 'restored')
  if (field.unique) await requireDistinctValues(context, change, project, field)
  if (typeOf(field.type)?.counted)
    change.add(...numberUnnumbered(project, field.id, field.slot!, field.config as unknown as UniqueIdConfig))
  await change.commit()
  return { field: await reloadField(context, project, field.id), change: change.id }
}
