import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Json } from '../../../src/core/model/index.ts'

/** Forms of the public: what a visitor of another site sends in becomes a record. */
export const forms = sqliteTable(
  'forms',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer('project_id').notNull(),
    /** its public address is /f/<key>; random, so that nobody can go through all forms, but no secret */
    key: text().notNull().unique(),
    name: text().notNull(),
    /** a closed one says so and takes nothing in */
    isOpen: integer('is_open', { mode: 'boolean' })
      .notNull()
      .default(1 as unknown as boolean),
    /** with whose rights records are made */
    ownerId: integer('owner_id').notNull(),
    /** fields, texts, what becomes of it: core/api/form, by ids */
    definition: text({ mode: 'json' }).$type<Json>().notNull(),
    position: real().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('forms_project').on(t.projectId)],
)

/** What visitors have sent in. `key` comes from the token that it was sent with and is unique: one token makes one submission. */
export const submissions = sqliteTable(
  'submissions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    formId: integer('form_id').notNull(),
    projectId: integer('project_id').notNull(),
    key: text().notNull().unique(),
    /** SHA-256 of what was sent: the same token with the same content is a repetition, with another it is refused */
    digest: text().notNull(),
    at: integer().notNull(),
    /** waiting: for the visitor to confirm their address. refused: no record could be made of it, until a person makes one */
    state: text().$type<'stored' | 'waiting' | 'refused'>().notNull(),
    recordId: integer('record_id'),
    /** the record of another project that was made along with it */
    linkedId: integer('linked_id'),
    /** the record was there before */
    isMatched: integer('is_matched', { mode: 'boolean' })
      .notNull()
      .default(0 as unknown as boolean),
    /** {"<field id>" or "title" or "description": what was sent} */
    sent: text({ mode: 'json' }).$type<Json>().notNull(),
    /** what was sent and is otherwise in the record that was there before: {"<field id>": what was sent}; a person may take it over */
    differs: text({ mode: 'json' }).$type<Json>().notNull().default({}),
    /** ids of records that it may belong to, where there were several */
    suggested: text({ mode: 'json' }).$type<number[]>().notNull().default([]),
    /** the text that the visitor has agreed to, and when */
    consent: text({ mode: 'json' }).$type<{ text: string; at: number }>(),
    /** what led there: {"utm_source": "newsletter"} */
    utm: text({ mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
    referrer: text().notNull().default(''),
    language: text().notNull(),
    /** an HMAC of the address it came from, with the day's key: counted for an hour, then forgotten */
    visitor: text(),
    /** SHA-256 of the token in the mail that asks to confirm */
    confirm: text().unique(),
    confirmedAt: integer('confirmed_at'),
    /** of one that was refused: why, as issues */
    reasons: text({ mode: 'json' }).$type<Json>(),
  },
  (t) => [
    index('submissions_form').on(t.formId, t.id),
    index('submissions_visitor').on(t.formId, t.visitor, t.at).where(sql`visitor IS NOT NULL`),
    index('submissions_record').on(t.recordId).where(sql`record_id IS NOT NULL`),
    index('submissions_linked').on(t.linkedId).where(sql`linked_id IS NOT NULL`),
    index('submissions_waiting').on(t.at).where(sql`state = 'waiting'`),
  ],
)

/** Files of submissions that may still become a record: that wait for confirmation or for a person's decision. */
export const submissionFiles = sqliteTable(
  'submission_files',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    submissionId: integer('submission_id').notNull(),
    /** null: hangs on the record itself */
    fieldId: integer('field_id'),
    name: text().notNull(),
    size: integer().notNull(),
    type: text().notNull(),
    /** where the bytes lie in R2 */
    key: text().notNull().unique(),
    at: integer().notNull(),
  },
  (t) => [index('submission_files_submission').on(t.submissionId), index('submission_files_at').on(t.at)],
)

/** WITHOUT ROWID. How often a form was begun and sent in, by day of the workspace's zone. */
export const formDays = sqliteTable(
  'form_days',
  {
    formId: integer('form_id').notNull(),
    day: text().notNull(),
    views: integer().notNull().default(0),
    submissions: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.formId, t.day] })],
)
