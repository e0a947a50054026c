import { forbidden } from '../../src/core/errors/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../audit/entry.ts'
import type { Context } from '../context.ts'
import { newSecret } from './secret.ts'

export const LIFETIME = 30 * 86_400_000
/** The session that asks. What opens doors is not a key's to change: it would outlive the key. */
export function requireSessionToken({ credential }: Pick<Context, 'credential'>): string {
  if (credential.kind !== 'session') throw forbidden()
  return credential.token
}

export type SignInMethod = 'password' | 'signUp' | 'magicLink' | 'passkey' | 'invitation'

/** Where a request came from, for the list of sessions. */
export interface ClientInfo {
  ip: string
  agent: string
}

export interface NewSession {
  token: string
  /** the session and its line in the log, to stand in the batch that proves who it is */
  statements: Sql[]
}

/** A new session of the person that `who` finds, under a token of its own; none for one who has left. */
export function createSession(who: Sql, how: SignInMethod, { ip, agent }: ClientInfo, now: number): NewSession {
  const token = newSecret()
  return {
    token,
    statements: [
      sql`INSERT INTO sessions (token, person_id, expires_at, ip_address, user_agent, how, created_at, updated_at)
        SELECT ${token}, id, ${now + LIFETIME}, ${ip}, ${agent.slice(0, 400)}, ${how}, ${now}, ${now} FROM people WHERE id = ${who} AND deactivated_at IS NULL`,
      auditSignIn(who, how, now),
    ],
  }
}

export const auditSignIn = (who: Sql, how: SignInMethod, now: number): Sql =>
  auditEntry({
    kind: 'signedIn',
    at: now,
    person: sql`id`,
    detail: { how },
    from: sql`FROM people WHERE id = ${who} AND deactivated_at IS NULL`,
  })

/** Ends the session of that token and tells the log who went. */
export const deleteSession = (token: string, now: number): Sql[] => [
  auditEntry({ kind: 'signedOut', at: now, person: sql`person_id`, from: sql`FROM sessions WHERE token = ${token}` }),
  sql`DELETE FROM sessions WHERE token = ${token}`,
]
