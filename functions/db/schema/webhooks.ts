import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { StoredIssue } from '../../../src/core/automations/stored.ts'
import type { Filter } from '../../../src/core/query/index.ts'

/** Addresses of other programs that are told what happens in a project. What they are told is a row of `deliveries`. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: integer('project_id').notNull(),
    url: text().notNull(),
    events: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** by ids, as the owner sees the project; null for all records */
    filter: text({ mode: 'json' }).$type<Filter>(),
    isOn: integer('is_on', { mode: 'boolean' })
      .notNull()
      .default(0 as unknown as boolean),
    /** with whose rights bodies are made */
    ownerId: integer('owner_id').notNull(),
    /** random; the secret that messages are signed with is derived from it and the workspace's own (webhooks/secret.ts) */
    salt: text().notNull(),
    /** the one before, whose signature is sent beside the new one for a day */
    earlierSalt: text('earlier_salt'),
    rotatedAt: integer('rotated_at'),
    /** why it stands still although it is on, as its owner was told */
    paused: text({ mode: 'json' }).$type<StoredIssue>(),
    /** why it was switched off by itself */
    stopped: text({ mode: 'json' }).$type<StoredIssue>(),
    /** since when every try has failed */
    failingSince: integer('failing_since'),
    /** since when it listens: what happened before is not made up for */
    since: integer().notNull(),
    at: integer().notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('webhooks_project').on(t.projectId)],
)

/** What an address with a mapping could not take in, for a person to look at: the last ones of each. */
export const refusals = sqliteTable(
  'refusals',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    inboundId: integer('inbound_id').notNull(),
    at: integer().notNull(),
    /** JSON, as it was sent */
    input: text().notNull(),
    reasons: text({ mode: 'json' }).$type<StoredIssue[]>().notNull(),
  },
  (t) => [index('refusals_inbound').on(t.inboundId, t.id), index('refusals_at').on(t.at)],
)
