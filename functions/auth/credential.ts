import { type Sql, sql } from '../../src/core/sql/index.ts'

/** What a request shows of itself: a session's token from a cookie, or the hash of an API key. */
export type Credential = { kind: 'session'; token: string } | { kind: 'key'; hash: string }

export const credentialKey = (credential: Credential): string =>
  credential.kind === 'session' ? `s ${credential.token}` : `k ${credential.hash}`

/** One row if it opens the door at `now`: whose it is, and what a key is limited to. */
export const selectHolder = (credential: Credential, now: number): Sql =>
  credential.kind === 'session'
    ? sql`SELECT person_id, NULL AS key_id, NULL AS scopes, NULL AS projects FROM sessions
        WHERE token = ${credential.token} AND expires_at > ${now}`
    : sql`SELECT person_id, id AS key_id, scopes, projects FROM keys
        WHERE hash = ${credential.hash} AND revoked_at IS NULL AND coalesce(expires_at, ${now + 1}) > ${now}`
