import type { MissingRows, RowStore, StoredRow } from '../../../src/core/automations/row-store.ts'
import { decodeValue, type Primitive, typeOf } from '../../../src/core/fields/index.ts'
import { type Catalog, projectOf } from '../../../src/core/model/index.ts'
import { type Row, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { visibleAnywhere } from '../../db/record-visibility.ts'

/** Reads what a plan lacks into the store: what the automation's owner may not see isn't there. One batch. */
export async function loadMissing(context: Context, store: RowStore, missing: MissingRows): Promise<void> {
  // Each statement counts, so nothing is asked that nobody needs.
  const reads = [
    ...recordReads(context.catalog, store, missing),
    ...pointingReads(store, missing),
    ...comingReads(store, missing),
  ]
  const results = await context.batch(...reads.map(({ statement }) => statement))
  for (const [i, { take }] of reads.entries()) take(results[i]!)
}

/** A question, and what is done with its answer. */
interface Read {
  statement: Sql<Row>
  take(rows: readonly Row[]): void
}

function recordReads(catalog: Catalog, store: RowStore, { records }: MissingRows): Read[] {
  if (records.size === 0) return []
  const take = (rows: readonly Row[]) => {
    for (const id of records) store.put(id, null)
    for (const row of rows) store.put(Number(row.id), rowFrom(catalog, row))
  }
  return [{ statement: selectRows(catalog, [...records]), take }]
}

const pointingReads = (store: RowStore, { pointing }: MissingRows): Read[] =>
  [...pointing].map(([field, to]) => ({
    statement: sql<Row>`SELECT l.to_id, l.from_id FROM json_each(${JSON.stringify([...to])}) t
      CROSS JOIN links l ON l.to_id = t.value AND l.field_id = ${field} ORDER BY l.from_id`,
    take: (rows) => {
      for (const one of to)
        store.putPointing(
          field,
          one,
          rows.filter(({ to_id }) => to_id === one).map(({ from_id }) => Number(from_id)),
        )
    },
  }))

function comingReads(store: RowStore, { entered }: MissingRows): Read[] {
  if (entered.size === 0) return []
  const statement = sql<Row>`SELECT h.thing_id AS record, h.fields ->> '$.list[1]' AS list, min(c.at) AS at
    FROM json_each(${JSON.stringify([...entered])}) e CROSS JOIN history h ON h.kind = 'record' AND h.thing_id = e.value
    JOIN changes c ON c.id = h.change_id WHERE json_type(h.fields, '$.list') IS NOT NULL GROUP BY 1, 2`
  const take = (rows: readonly Row[]) => {
    for (const one of entered) {
      const listEntries = rows.filter(({ record }) => record === one)
      store.putEntered(one, new Map(listEntries.map(({ list, at }) => [Number(list), Number(at)])))
    }
  }
  return [{ statement, take }]
}

/** Records with all their columns, and what hangs on them as JSON. */
export const selectRows = (catalog: Catalog, ids: readonly number[]) =>
  sql<Row>`SELECT r.*, (SELECT json_group_array(tag_id) FROM record_tags WHERE record_id = r.id) AS tags,
      (SELECT json_group_array(person_id) FROM assignees WHERE record_id = r.id) AS assigned,
      (SELECT json_group_array(json_array(field_id, to_id)) FROM (SELECT field_id, to_id FROM links WHERE from_id = r.id ORDER BY field_id, position)) AS linked,
      (SELECT json_group_array(json_array(field_id, id)) FROM files WHERE record_id = r.id AND field_id IS NOT NULL AND deleted_at IS NULL) AS filed
    FROM json_each(${JSON.stringify(ids)}) w CROSS JOIN records r ON r.id = w.value WHERE ${visibleAnywhere(catalog)}`

export function rowFrom(catalog: Catalog, row: Row): StoredRow {
  const id = Number(row.id)
  const project = catalog.projects.find((one) => one.id === projectOf(id))
  const values = new Map<number, unknown>()
  for (const field of project?.fields ?? []) {
    const type = typeOf(field.type)
    if (!type || (type.storage !== 'slot' && type.storage !== 'money')) continue
    const slots = [field.slot, ...(type.storage === 'money' ? [field.slot2] : [])]
    const stored = slots.map((slot) => (row[`s${slot}`] ?? null) as Primitive | null)
    if (stored[0] === null) continue
    const value = decodeValue(type, stored)
    if (value !== null && value !== undefined) values.set(field.id, value)
  }
  const number = (name: string) => Number(row[name])
  const nullable = (name: string) => (row[name] === null ? null : Number(row[name]))
  return {
    id,
    project: projectOf(id),
    number: number('number'),
    title: String(row.title),
    description: String(row.description),
    list: number('list_id'),
    due: row.due === null ? null : String(row.due),
    createdAt: number('created_at'),
    createdBy: nullable('created_by'),
    updatedAt: number('updated_at'),
    updatedBy: nullable('updated_by'),
    enteredListAt: number('entered_list_at'),
    lastActivity: number('last_activity'),
    closedAt: nullable('closed_at'),
    archivedAt: nullable('archived_at'),
    deletedAt: nullable('deleted_at'),
    version: number('version'),
    tags: JSON.parse(String(row.tags)) as number[],
    assignees: (JSON.parse(String(row.assigned)) as number[]).sort((a, b) => a - b),
    values,
    linked: grouped(String(row.linked)),
    filed: grouped(String(row.filed)),
  }
}

function grouped(json: string): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const [field, id] of JSON.parse(json) as [number, number][])
    groups.set(field, [...(groups.get(field) ?? []), id])
  return groups
}
