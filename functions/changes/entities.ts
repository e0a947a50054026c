import { getTableColumns } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteInsertValue } from 'drizzle-orm/sqlite-core'
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
  tags,
} from '../db/schema/index.ts'

/**
 * What has history and undo besides records: rows of these tables, each with an `id`, all of them taken away by `deletedAt`.
 * `catalog`: they are part of what isolates keep in memory, so a change of one counts the catalog's version up.
 */
export const ENTITIES = {
  project: { table: projects, catalog: true },
  list: { table: lists, catalog: true },
  field: { table: fields, catalog: true },
  tag: { table: tags, catalog: true },
  comment: { table: comments, catalog: false },
  file: { table: files, catalog: false },
  dashboard: { table: dashboards, catalog: true },
  chart: { table: charts, catalog: true },
  automation: { table: automations, catalog: true },
  form: { table: forms, catalog: false },
} as const

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

/** The columns to set; `undefined` leaves a column unchanged. */
export type EntityPatch<K extends EntityKind> = { [P in keyof EntityRow<K>]?: EntityRow<K>[P] | undefined }
