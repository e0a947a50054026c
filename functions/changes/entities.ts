import type { Sql } from '../../src/core/sql/index.ts'

/** What has history and undo besides records: rows of these tables, all of them taken away by `deleted_at`. */
export const ENTITIES = {
  project: { table: 'projects', catalog: true },
  list: { table: 'lists', catalog: true },
  field: { table: 'fields', catalog: true },
  tag: { table: 'tags', catalog: true },
  comment: { table: 'comments', catalog: false },
  file: { table: 'files', catalog: false },
  dashboard: { table: 'dashboards', catalog: true },
  chart: { table: 'charts', catalog: true },
} as const

export type EntityKind = keyof typeof ENTITIES

/** Its columns by name, as they are stored; SQL where only the batch will know. */
export type EntityValues = Record<string, string | number | null | Sql>
