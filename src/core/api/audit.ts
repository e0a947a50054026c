import * as v from 'valibot'
import { id, idOf, instant, json, named, next, paging } from './common.ts'

/** What the audit log tells: everything done with ways in and rights, with what all of the workspace goes by, and what leaves the house. */
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
  'inboundMade',
  'inboundChanged',
  'inboundRevoked',
  'webhookMade',
  'webhookChanged',
  'webhookSecretChanged',
  'webhookDeleted',
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
  'automationOpened',
  'workspaceChanged',
  'ratesChanged',
  'exported',
  'erased',
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

export const auditEntry = v.strictObject({
  id,
  at: instant,
  kind: v.string(),
  by: v.nullable(named),
  key: v.nullable(named),
  subject: v.nullable(v.strictObject({ kind: v.string(), id, name: v.string() })),
  detail: v.record(v.string(), json),
})

export const auditPage = v.strictObject({ entries: v.array(auditEntry), next })

export const auditQuery = v.object({
  kind: v.optional(v.picklist(AUDIT_KINDS)),
  person: v.optional(idOf('person', 'who did it, or whom it was done to')),
  from: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  to: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  ...paging,
})
