import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Json } from '../../../src/core/model/index.ts'

export const dashboards = sqliteTable('dashboards', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  position: integer().notNull(),
  /** whose it is; null for those made before dashboards had owners */
  ownerId: integer('owner_id'),
  /** who else sees or edits it: shared (core/api/dashboard.ts) */
  shared: text({ mode: 'json' }).$type<Json>().notNull().default([]),
  /** holds for all its charts */
  filter: text({ mode: 'json' }).$type<Json>(),
  deletedAt: integer('deleted_at'),
})

export const charts = sqliteTable(
  'charts',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    dashboardId: integer('dashboard_id').notNull(),
    /** a chart definition by ids (core/charts) */
    definition: text({ mode: 'json' }).$type<Json>().notNull(),
    place: text({ mode: 'json' }).$type<Json>().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('charts_dashboard').on(t.dashboardId)],
)
