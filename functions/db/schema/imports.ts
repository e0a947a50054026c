import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ImportAnswer } from '../../../src/core/api/answers.ts'
import type { Json } from '../../../src/core/model/index.ts'

type RefusedRow = ImportAnswer['refused'][number]

export const imports = sqliteTable('imports', {
  id: integer().primaryKey({ autoIncrement: true }),
  projectId: integer('project_id').notNull(),
  personId: integer('person_id').notNull(),
  changeId: integer('change_id').notNull(),
  /** the file's name */
  file: text().notNull().default(''),
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

/** WITHOUT ROWID. What stood in the refused rows, to be mended and imported again: pieces of at most a megabyte, each by the number of its first row. */
export const importRefusedRows = sqliteTable(
  'import_refused_rows',
  {
    importId: integer('import_id').notNull(),
    row: integer().notNull(),
    /** JSON: [[row, …cells], …] */
    cells: text({ mode: 'json' }).$type<[row: number, ...cells: string[]][]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] })],
)
