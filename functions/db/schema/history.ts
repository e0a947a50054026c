import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { CUBE_SLOTS, type CubeAxis } from '../../../src/core/charts/cube/axes.ts'

/** What a person did in one go: what undo takes back. */
export const changes = sqliteTable(
  'changes',
  {
    // Rows are never deleted, so no id comes twice; a counter of its own would be one more row at every write. So in `history`.
    id: integer().primaryKey(),
    at: integer().notNull(),
    personId: integer('person_id'),
    /** what acted for the person, and which one: ('import', 12) */
    via: text(),
    viaId: integer('via_id'),
    /** the change that it takes back; negative until it has done so whole */
    undoes: integer(),
    /** where its history rows begin and, where that isn't before the next change, end: changes/history-range.ts */
    firstSeq: integer('first_seq').notNull().default(0),
    lastSeq: integer('last_seq'),
    /** the running number of the first record that it creates, or would */
    firstRecord: integer('first_record').notNull().default(0),
  },
  (t) => [index('changes_undoes').on(t.undoes).where(sql`undoes IS NOT NULL`)],
)

/** WITHOUT ROWID. One row a thing a change; `fields` is {"<key>": [before, after]} in stored form. Undo, activity and every later listener read it. */
export const history = sqliteTable(
  'history',
  {
    seq: integer().notNull(),
    changeId: integer('change_id').notNull(),
    projectId: integer('project_id').notNull(),
    kind: text().notNull(),
    thingId: integer('thing_id').notNull(),
    what: text().notNull(),
    /** a record's version after it, so that a stale edit of the same field is noticed */
    version: integer(),
    fields: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.seq] }), index('history_thing').on(t.kind, t.thingId, t.seq)],
)

const count = () => integer().notNull().default(0)
const sums = Object.fromEntries(
  Array.from({ length: CUBE_SLOTS }, (_, i) => [
    [`n${i + 1}`, count()],
    [`t${i + 1}`, count()],
  ]).flat(),
) as Record<`n${number}` | `t${number}`, ReturnType<typeof count>>

/** WITHOUT ROWID. Counts and sums that boards and charts ask all day, changed by difference in the write's own batch: see core/charts/cube/axes.ts. */
export const cube = sqliteTable(
  'cube',
  {
    projectId: integer('project_id').notNull(),
    axis: text().$type<CubeAxis>().notNull(),
    listId: integer('list_id').notNull(),
    key: text().notNull(),
    currency: text().notNull(),
    n: count(),
    ...sums,
  },
  (t) => [primaryKey({ columns: [t.projectId, t.axis, t.listId, t.key, t.currency] })],
)

/** Answers already given under an Idempotency-Key. */
export const answers = sqliteTable(
  'answers',
  {
    personId: integer('person_id').notNull(),
    path: text().notNull(),
    key: text().notNull(),
    body: text().notNull(),
    status: integer(),
    answer: text(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.path, t.key] })],
)
