import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ImportAnswer } from '../../../src/core/api/answers.ts'
import type { Json } from '../../../src/core/model/index.ts'

type RefusedRow = ImportAnswer['refused'][number]

export const imports = sqliteTable('imports', {
  id: integer().primaryKey({ autoIncrement: true }),
  projectId: integer('project_id').notNull(),
  personId: integer('person_id').notNull(),
  changeId: integer('change_id').notNull(),
  /** its mapping, as imports/import.ts reads it */
  plan: text({ mode: 'json' }).$type<Json>().notNull(),
  state: text().$type<'open' | 'finished' | 'undone'>().notNull(),
  at: integer().notNull(),
})

/** A chunk that was taken; its row is written in the chunk's own batch, so sending it again does nothing more. */
export const importChunks = sqliteTable(
  'import_chunks',
  {
    importId: integer('import_id').notNull(),
    row: integer().notNull(),
    rows: integer().notNull(),
    created: integer().notNull(),
    updated: integer().notNull(),
    unchanged: integer().notNull(),
    refused: text({ mode: 'json' }).$type<RefusedRow[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] })],
)
