import { type Sql, sql } from '../../src/core/sql/index.ts'

/**
 * What a request shows of itself: a session's token from a cookie, or the hash of an API key. `internal`: the program acts for
 * that person (an automation for its owner), with the rights that they have at that moment.
 */
export type Credential =
  | { kind: 'session'; token: string }
  | { kind: 'key'; hash: string }
  | { kind: 'internal'; person: number }

/** Where a request came from: for the list of sessions, and for counting. */
export interface ClientInfo {
  ip: string
  /** what of its address one client can't easily change (http/client-network.ts); '' where it isn't known */
  network: string
  userAgent: string
}

/** Who has signed in: the token of their session, and their address, which their browser is known by from now on. */
export interface SignedIn {
  token: string
  email: string
}

export function credentialKey(credential: Credential): string {
  switch (credential.kind) {
    case 'session':
      return `s ${credential.token}`
    case 'key':
      return `k ${credential.hash}`
    case 'internal':
      return `i ${credential.person}`
  }
}

/** Whose a credential is, and of a key what limits it; as its JSON is kept. */
export interface HolderRow {
  person_id: number
  key_id: number | null
  scopes: string | null
  projects: string | null
}

/** Selects one row if the credential is valid at `now`. Compiled SQL, since it is part of every batch's guard. */
export function selectHolder(credential: Credential, now: number): Sql<HolderRow> {
  switch (credential.kind) {
    case 'session':
      return sql`SELECT person_id, NULL AS key_id, NULL AS scopes, NULL AS projects FROM sessions
        WHERE token = ${credential.token} AND expires_at > ${now}`
    case 'key':
      return sql`SELECT person_id, id AS key_id, scopes, projects FROM keys
        WHERE hash = ${credential.hash} AND revoked_at IS NULL AND coalesce(expires_at, ${now + 1}) > ${now}`
    case 'internal':
      return sql`SELECT person_id, NULL AS key_id, NULL AS scopes, NULL AS projects
        FROM (SELECT id AS person_id FROM people WHERE deactivated_at IS NULL) WHERE person_id = ${credential.person}`
  }
}

const DAY = 86_400_000
/** How long a session lives after it was last used. */
export const SESSION_LIFETIME = 30 * DAY

/** Extends a session to thirty days from now, at most once a day; sessions that end with the browser are not extended. */
export const extendSession = (token: string, now: number): Sql =>
  sql`UPDATE sessions SET expires_at = ${now + SESSION_LIFETIME} WHERE token = ${token} AND expires_at BETWEEN ${now} AND ${now + SESSION_LIFETIME - DAY}
    AND expires_at - created_at > ${2 * DAY}`
