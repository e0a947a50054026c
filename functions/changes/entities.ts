import { getTableColumns } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Sql } from '../../src/core/sql/index.ts'
import {
  automations,
  charts,
  comments,
  dashboards,
  fields,
  files,
  forms,
  lists,
  projects,
  submissions,
  tags,
} from '../db/schema/index.ts'

interface Entity {
  table: SQLiteTable
  catalog: boolean
  managed: boolean
  parts?: readonly string[]
}

/**
 * What has history and undo besides records: rows of these tables, each with an `id`; what a change makes of them is taken away by
 * `deletedAt`. `catalog`: they are part of what isolates keep in memory, so a change of one counts the catalog's version up. `managed`:
 * only who manages the project may change them. `parts`: columns of JSON objects whose keys are decided on one by one, so that taking
 * back one of them leaves the others.
 */
export const ENTITIES = {
  project: { table: projects, catalog: true, managed: true },
  list: { table: lists, catalog: true, managed: true },
  field: { table: fields, catalog: true, managed: true },
  tag: { table: tags, catalog: true, managed: true },
  comment: { table: comments, catalog: false, managed: false },
  file: { table: files, catalog: false, managed: false },
  dashboard: { table: dashboards, catalog: true, managed: true },
  chart: { table: charts, catalog: true, managed: true },
  automation: { table: automations, catalog: true, managed: true },
  form: { table: forms, catalog: false, managed: true },
  submission: { table: submissions, catalog: false, managed: true, parts: ['differs'] },
} as const satisfies Record<string, Entity>

export type EntityKind = keyof typeof ENTITIES
export type EntityTable<K extends EntityKind> = (typeof ENTITIES)[K]['table']
export type EntityRow<K extends EntityKind> = EntityTable<K>['$inferSelect']

/** A column of an entity's table by its name in the program; what it isn't called is an error of ours. */
export function entityColumn(kind: EntityKind, key: string): SQLiteColumn {
  const column = (getTableColumns(ENTITIES[kind].table) as Record<string, SQLiteColumn>)[key]
  if (!column) throw new Error(`${kind} has no ${key}`)
  return column
}

/**
 * By its name in the database, under which history keeps it: undo reads these names out of stored JSON, so none that the
 * table doesn't have may come through.
 */
export function entityKeyOf(kind: EntityKind, columnName: string): string | undefined {
  const columns = Object.entries(getTableColumns(ENTITIES[kind].table) as Record<string, SQLiteColumn>)
  return columns.find(([, column]) => column.name === columnName)?.[0]
}

/** The values of a new entity. Drizzle's `sql` where only the batch will know. */
export type EntityValues<K extends EntityKind> = SQLiteInsertValue<EntityTable<K>>

/** The columns to set; `undefined` leaves a column unchanged. SQL where only the batch will know, of JSON as text. */
export type EntityPatch<K extends EntityKind> = { [P in keyof EntityRow<K>]?: EntityRow<K>[P] | Sql | undefined }

/** Columns of such a thing that are taken back key by key. */
export const partsOf = (kind: EntityKind): readonly string[] => (ENTITIES[kind] as Entity).parts ?? []
