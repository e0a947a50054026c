import { type Sql, sql } from '../../src/core/sql/index.ts'

/** What the audit log tells: everything done with doors and rights, and what leaves the house. */
export const AUDIT_KINDS = [
  'signedUp',
  'signedIn',
  'signInRefused',
  'signedOut',
  'sessionRevoked',
  'passwordChanged',
  'passkeyAdded',
  'passkeyRemoved',
  'invited',
  'invitationWithdrawn',
  'invitationAccepted',
  'roleGiven',
  'roleMade',
  'roleChanged',
  'roleDeleted',
  'teamMade',
  'teamChanged',
  'teamDeleted',
  'deactivated',
  'reactivated',
  'keyMade',
  'keyUsed',
  'keyRevoked',
  'exported',
  'erased',
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

export interface Audited {
  kind: AuditKind
  at: number
  /** who did it; null where nobody is known */
  person: number | null
  key?: number | null
  /** what it was done to */
  subject?: readonly [kind: 'person' | 'role' | 'team' | 'key' | 'invitation' | 'record' | 'project', id: number | Sql]
  /** names as they are now, what it was before and after */
  detail?: Record<string, unknown>
}

/** A line of the log, to stand in the batch that does it. */
export const audited = ({ kind, at, person, key = null, subject, detail = {} }: Audited): Sql =>
  sql`INSERT INTO audit (at, person_id, key_id, kind, subject, subject_id, detail)
    VALUES (${at}, ${person}, ${key}, ${kind}, ${subject?.[0] ?? null}, ${subject?.[1] ?? null}, ${JSON.stringify(detail)})`
