import { and, eq, isNull } from 'drizzle-orm'
import { typeOf } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { balanced, raw, sql } from '../../src/core/sql/index.ts'
import type { Change } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import { recordsUnchanged, unlessWritten } from '../changes/unchanged-since.ts'
import type { Context } from '../context/index.ts'
import { visibleAnywhere } from '../db/record-visibility.ts'
import { forms as formTable, webhooks } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'

/**
 * What is one person's becomes another's, within a write: records they are assigned to, and fields that name them. History stays as
 * it was. So do automations, forms and webhooks, which act with the rights of their new owner. Answers how many records that is, of what the reader sees.
 * Tasks join in with their part.
 */
export async function handOver(context: Context, change: Change, from: number, to: number): Promise<number> {
  const projects = context.unfilteredCatalog.projects.filter(({ lists }) => lists.length > 0)
  const holders = projects.flatMap((project) => holdersOf(project).map((column) => ({ project, ...column })))
  const visible = visibleAnywhere(context.catalog)
  const knows = new Set(context.catalog.projects.flatMap(({ fields }) => fields.map(({ id }) => String(id))))
  const { db } = context
  const [forms, ...results] = await context.batch(
    db
      .select(selectColumns({ id: formTable.id, project: formTable.projectId }))
      .from(formTable)
      .where(and(eq(formTable.ownerId, from), isNull(formTable.deletedAt))),
    ...holders.map(
      ({ project, column, has }) =>
        sql<Holder>`SELECT r.id, ${visible} AS visible, ${column.current.json} AS people FROM records r WHERE r.project_id = ${project.id} AND ${has(from)}`,
    ),
  )
  const ids = results.flatMap((rows) => rows.map(({ id }) => id))
  change.add(recordsUnchanged(ids, context.seq))
  const touched = new Set<number>()
  for (const [i, { project, column, stored }] of holders.entries()) {
    const rows = results[i]!.map(({ id, visible, people }) => {
      if (visible === 1 && (column.key === 'assignees' || knows.has(column.key))) touched.add(id)
      const after = (JSON.parse(people) as number[]).map((one) => (one === from ? to : one))
      return [id, stored([...new Set(after)])]
    })
    if (rows.length > 0) change.updateRecords(project, [column], rows, 'handedOver')
  }
  for (const { id, owner, project } of context.unfilteredCatalog.automations)
    if (owner === from) change.updateEntity('automation', project, id, { ownerId: to }, 'handedOver')
  for (const { id, project } of forms) change.updateEntity('form', project, id, { ownerId: to }, 'handedOver')
  change.add(context.db.update(webhooks).set({ ownerId: to }).where(eq(webhooks.ownerId, from)))
  // Nor has anything become theirs meanwhile.
  const theirs = holders.map(
    ({ project, has }) => sql`EXISTS (SELECT 1 FROM records r WHERE r.project_id = ${project.id} AND ${has(from)})`,
  )
  if (theirs.length > 0) change.add(unlessWritten(sql`NOT ${balanced(theirs, 'OR')}`))
  return touched.size
}

interface Holder {
  id: number
  /** 1 where the reader sees the record */
  visible: number
  /** JSON: ids */
  people: string
}

/** Where a project's records name people: how it is found, and how it is written. */
function holdersOf(project: Project) {
  const assigned = {
    column: columns.assignees,
    has: (person: number) => sql`r.id IN (SELECT record_id FROM assignees WHERE person_id = ${person})`,
    stored: (people: number[]): unknown => people.sort((a, b) => a - b),
  }
  const fields = project.fields
    .filter((field) => typeOf(field.type)?.holds === 'people' && typeOf(field.type)?.storage === 'slot')
    .map((field) => ({
      column: columns.fieldColumn(field),
      has: (person: number) =>
        sql`EXISTS (SELECT 1 FROM json_each(${raw(`r.s${field.slot}`)}) m WHERE m.value = ${person})`,
      stored: (people: number[]): unknown => JSON.stringify(people),
    }))
  return [assigned, ...fields]
}
