import type { SignInMethod } from '../../src/core/api/auth/session.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../changes/index.ts'
import type { ClientInfo } from '../context/index.ts'
import { SESSION_LIFETIME } from '../context/index.ts'
import { newSecret } from '../crypto.ts'

/** Lifetime of a session that should end with the browser, in ms. */
const SHORT_LIFETIME = 86_400_000

export interface NewSession {
  token: string
  /** the session and its line in the audit log, to stand in the batch that proves who it is */
  statements: Sql[]
}

/** Inserts a session for the person that `who` selects; inserts none if they are deactivated. */
export function createSession(
  who: Sql,
  how: SignInMethod,
  { ip, userAgent }: ClientInfo,
  now: number,
  { short = false } = {},
): NewSession {
  const token = newSecret()
  const expires = now + (short ? SHORT_LIFETIME : SESSION_LIFETIME)
  const active = sql`FROM people WHERE id = ${who} AND deactivated_at IS NULL`
  return {
    token,
    statements: [
      sql`INSERT INTO sessions (token, person_id, expires_at, ip_address, user_agent, how, created_at, updated_at)
        SELECT ${token}, id, ${expires}, ${ip}, ${userAgent.slice(0, 400)}, ${how}, ${now}, ${now} ${active}`,
      auditEntry({ kind: 'signedIn', at: now, person: sql`id`, detail: { how }, from: active }),
    ],
  }
}

/** Ends the session of that token and tells the audit log who went. */
export const deleteSession = (token: string, now: number): Sql[] => [
  auditEntry({ kind: 'signedOut', at: now, person: sql`person_id`, from: sql`FROM sessions WHERE token = ${token}` }),
  sql`DELETE FROM sessions WHERE token = ${token}`,
]
