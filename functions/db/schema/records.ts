import { sql } from 'drizzle-orm'
import { customType, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A column without affinity: SQLite keeps what it is given, so '007' stays text and 5 stays an integer. */
const untyped = customType<{ data: string | number | null }>({ dataType: () => 'blob' })

export const SLOTS = 60
const slots = Object.fromEntries(Array.from({ length: SLOTS }, (_, i) => [`s${i + 1}`, untyped()])) as Record<
  `s${number}`,
  ReturnType<typeof untyped>
>

export const records = sqliteTable(
  'records',
  {
    /** carries its project: running number × 4096 + project (core/model/ids.ts) */
    id: integer().primaryKey(),
    projectId: integer('project_id').notNull(),
    listId: integer('list_id').notNull(),
    position: text().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    description: text().notNull().default(''),
    due: text(),
    createdAt: integer('created_at').notNull(),
    createdBy: integer('created_by'),
    updatedAt: integer('updated_at').notNull(),
    updatedBy: integer('updated_by'),
    enteredListAt: integer('entered_list_at').notNull(),
    closedAt: integer('closed_at'),
    /** when a person, a key or a form last changed, moved or commented it, or gave it a file */
    lastActivity: integer('last_activity').notNull().default(0),
    version: integer().notNull().default(1),
    archivedAt: integer('archived_at'),
    deletedAt: integer('deleted_at'),
    /** rows the template made as examples */
    sample: integer(),
    ...slots,
  },
  (t) => [
    index('records_board').on(t.listId, t.position, t.id).where(sql`archived_at IS NULL AND deleted_at IS NULL`),
    uniqueIndex('records_number').on(t.projectId, t.number),
    // What has been in the bin for long enough.
    index('records_bin').on(t.deletedAt).where(sql`deleted_at IS NOT NULL`),
    // Whose records one may see where one sees only one's own.
    index('records_made').on(t.projectId, t.createdBy),
  ],
)

/**
 * Folded texts by (record, slot): id = record * 128 + slot; slot 0 is the title, 127 the description. `identity` is by what
 * values of a unique field are told apart (core/text/identity.ts), where it isn't the folded text itself.
 */
export const texts = sqliteTable('texts', {
  id: integer().primaryKey(),
  text: text().notNull(),
  identity: text(),
})

/** WITHOUT ROWID, like the two below: a row is then one row written. Drizzle can't say it, so a migration that makes one of them anew must. */
export const links = sqliteTable(
  'links',
  {
    fieldId: integer('field_id').notNull(),
    fromId: integer('from_id').notNull(),
    toId: integer('to_id').notNull(),
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fromId, t.fieldId, t.toId] }), index('links_to').on(t.toId, t.fieldId, t.fromId)],
)

export const recordTags = sqliteTable(
  'record_tags',
  { recordId: integer('record_id').notNull(), tagId: integer('tag_id').notNull() },
  (t) => [primaryKey({ columns: [t.recordId, t.tagId] }), index('record_tags_tag').on(t.tagId, t.recordId)],
)

export const assignees = sqliteTable(
  'assignees',
  { recordId: integer('record_id').notNull(), personId: integer('person_id').notNull() },
  (t) => [primaryKey({ columns: [t.recordId, t.personId] }), index('assignees_person').on(t.personId, t.recordId)],
)

export const comments = sqliteTable(
  'comments',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    recordId: integer('record_id').notNull(),
    body: text().notNull(),
    personId: integer('person_id'),
    at: integer().notNull(),
    editedAt: integer('edited_at'),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('comments_record').on(t.recordId)],
)

export const files = sqliteTable(
  'files',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    recordId: integer('record_id').notNull(),
    /** null: hangs on the record itself */
    fieldId: integer('field_id'),
    name: text().notNull(),
    size: integer().notNull(),
    type: text().notNull(),
    /** its key in R2 */
    key: text().notNull(),
    personId: integer('person_id'),
    at: integer().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('files_record').on(t.recordId, t.fieldId)],
)
