import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a person did in one go: what undo takes back. */
export const changes = sqliteTable(
  'changes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    personId: integer('person_id'),
    /** what acted for the person, and which one: ('import', 12) */
    via: text(),
    viaId: integer('via_id'),
    undoes: integer(),
  },
  (t) => [index('changes_undoes').on(t.undoes).where(sql`undoes IS NOT NULL`)],
)

/** One row a thing a change; `fields` is {"<key>": [before, after]} in stored form. Undo, activity and every later listener read it. */
export const history = sqliteTable(
  'history',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    changeId: integer('change_id').notNull(),
    projectId: integer('project_id').notNull(),
    kind: text().notNull(),
    thingId: integer('thing_id').notNull(),
    what: text().notNull(),
    /** a record's version after it, so that a stale edit of the same field is noticed */
    version: integer(),
    fields: text().notNull(),
  },
  (t) => [
    index('history_thing').on(t.kind, t.thingId, t.seq),
    index('history_project').on(t.projectId, t.seq),
    index('history_change').on(t.changeId, t.seq),
  ],
)

/**
 * Counts and sums that boards and charts ask all day, changed by difference in the write's own batch.
 * axis 'all' has day ''; 'created' and 'closed' have the workspace's day of createdAt and closedAt; 'tag' has the tag's id,
 * so that a record with two tags is in two cells, and '' for one without.
 */
export const cube = sqliteTable(
  'cube',
  {
    projectId: integer('project_id').notNull(),
    /** 0 counts records; a currency or number field sums itself */
    fieldId: integer('field_id').notNull(),
    axis: text().notNull(),
    listId: integer('list_id').notNull(),
    day: text().notNull(),
    currency: text().notNull(),
    n: integer().notNull(),
    total: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.fieldId, t.axis, t.listId, t.day, t.currency] })],
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
