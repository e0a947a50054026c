import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { SignInMethod } from '../../../src/core/api/auth/session.ts'
import type { StoredNotify } from '../../../src/core/api/notification.ts'
import type { Away } from '../../../src/core/model/index.ts'

export const people = sqliteTable(
  'people',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
    image: text(),
    /** owner, admin, member, viewer, or the id of one of the team's own roles */
    role: text().notNull().default('member'),
    language: text(),
    /** what they want to be told of, and how; {} is as everybody is from the start (core/notifications/preferences.ts) */
    notify: text({ mode: 'json' }).$type<StoredNotify>().notNull().default({}),
    /** hours of the workspace's day in which nothing is mailed */
    quiet: text({ mode: 'json' }).$type<{ from: string; to: string }>(),
    /** HH:MM in the workspace's zone: when a digest is mailed */
    digestAt: text('digest_at'),
    /** first and last day of a leave: automations pass them over */
    away: text({ mode: 'json' }).$type<Away>(),
    /** they have left: they can't sign in, and their records are others' */
    deactivatedAt: integer('deactivated_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  // Two simultaneous first sign-ups make one owner: the second insert breaks on this.
  (t) => [uniqueIndex('people_owner').on(t.role).where(sql`role = 'owner'`)],
)

export const sessions = sqliteTable(
  'sessions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    token: text().notNull().unique(),
    personId: integer('person_id').notNull(),
    expiresAt: integer('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** by which way in it was opened; null in the rows of earlier versions, which were by password */
    how: text().$type<SignInMethod>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [index('sessions_person').on(t.personId)],
)

/** How a person can be recognised: by password (`providerId` is 'credential'), later by a provider of identities. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    personId: integer('person_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at'),
    refreshTokenExpiresAt: integer('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [index('accounts_person').on(t.personId)],
)

/** What proves something once: magic links that are still good, passkey challenges that were used. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [index('verifications_identifier').on(t.identifier)],
)

export const passkeys = sqliteTable(
  'passkeys',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text(),
    /** COSE as base64url; in rows of earlier versions '<algorithm> <SPKI as base64url>' */
    publicKey: text('public_key').notNull(),
    personId: integer('person_id').notNull(),
    credentialID: text('credential_id').notNull().unique(),
    counter: integer().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
    transports: text({ mode: 'json' }).$type<string[]>(),
    createdAt: integer('created_at'),
    aaguid: text(),
  },
  (t) => [index('passkeys_person').on(t.personId)],
)

/** Wrong sign-ins, by a hash of the address they were tried for, whether it has an account or not. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    account: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('attempts_account').on(t.account, t.at)],
)

/** Who is asked in; the token is only in the link, here is its SHA-256. */
export const invitations = sqliteTable('invitations', {
  id: integer().primaryKey({ autoIncrement: true }),
  email: text().notNull(),
  role: text().notNull(),
  token: text().notNull().unique(),
  personId: integer('person_id').notNull(),
  at: integer().notNull(),
  expiresAt: integer('expires_at').notNull(),
  acceptedAt: integer('accepted_at'),
  withdrawnAt: integer('withdrawn_at'),
})
