import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Json, Rights } from '../../../src/core/model/index.ts'

/** The team's own roles; the built-in ones are the program's (core/permissions/roles.ts). */
export const roles = sqliteTable('roles', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  /** in the workspace, in projects and on fields, by ids (core/model/rights.ts) */
  rights: text({ mode: 'json' }).$type<Rights>().notNull(),
  position: real().notNull(),
})

export const teams = sqliteTable('teams', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  position: real().notNull(),
})

export const teamPeople = sqliteTable(
  'team_people',
  { teamId: integer('team_id').notNull(), personId: integer('person_id').notNull() },
  (t) => [primaryKey({ columns: [t.teamId, t.personId] })],
)

/** API keys. The key itself is shown once; here is its SHA-256. */
export const keys = sqliteTable(
  'keys',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: integer('person_id').notNull(),
    name: text().notNull(),
    hash: text().notNull().unique(),
    /** its first letters, to tell keys apart by */
    start: text().notNull(),
    scopes: text({ mode: 'json' }).$type<('read' | 'write')[]>().notNull(),
    /** ids of projects; null for all that the person has */
    projects: text({ mode: 'json' }).$type<number[]>(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
    usedAt: integer('used_at'),
    revokedAt: integer('revoked_at'),
  },
  (t) => [index('keys_person').on(t.personId)],
)

/** What was done to accounts and rights: sign-ins, roles, keys, exports, erasures. Nothing takes rows out of it. */
export const audit = sqliteTable(
  'audit',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    /** who did it; null where nobody is known (a wrong sign-in) */
    personId: integer('person_id'),
    keyId: integer('key_id'),
    kind: text().notNull(),
    /** what it was done to: ('role', 7) */
    subject: text(),
    subjectId: integer('subject_id'),
    /** names as they were then, what it was before and after */
    detail: text({ mode: 'json' }).$type<Record<string, Json>>().notNull().default({}),
  },
  (t) => [index('audit_kind').on(t.kind, t.id), index('audit_person').on(t.personId, t.id)],
)
