import * as v from 'valibot'
import { count, day, id, instant, json, named } from './common.ts'

/** Ways in and out: sessions, passkeys, invitations, mail. */
export const nothing = v.strictObject({})

export const session = v.strictObject({
  id,
  current: v.boolean(),
  by: v.picklist(['password', 'signUp', 'magicLink', 'passkey', 'invitation']),
  createdAt: instant,
  lastUsed: v.pipe(day, v.description('known to the day')),
  device: v.strictObject({ browser: v.nullable(v.string()), system: v.nullable(v.string()) }),
  ip: v.nullable(v.string()),
})
export const sessions = v.strictObject({ sessions: v.array(session) })
export const ended = v.strictObject({ ended: v.pipe(count, v.description('how many sessions')) })

export const passkey = v.strictObject({ id, name: v.string(), createdAt: instant, backedUp: v.boolean() })
export const passkeys = v.strictObject({ passkeys: v.array(passkey) })
/** What navigator.credentials takes, with its bytes as base64url: PublicKeyCredential.parse…OptionsFromJSON reads it. */
export const passkeyOptions = v.strictObject({ options: v.record(v.string(), json) })

export const invitation = v.strictObject({
  id,
  email: v.string(),
  role: v.string(),
  at: instant,
  expiresAt: instant,
  by: named,
})
export const newInvitation = v.strictObject({
  invitation: v.strictObject({
    ...invitation.entries,
    token: v.pipe(v.string(), v.description('told this once')),
    link: v.string(),
  }),
})
export const invitations = v.strictObject({ invitations: v.array(invitation) })
/** What one who holds the link is told. */
export const invited = v.strictObject({
  invitation: v.strictObject({ email: v.string(), workspace: v.string(), invitedBy: v.string() }),
})

export const mail = v.strictObject({
  id,
  to: v.string(),
  at: instant,
  subject: v.string(),
  body: v.pipe(v.nullable(v.string()), v.description('null once a provider has it')),
  state: v.picklist(['held', 'sending', 'sent', 'failed']),
  error: v.nullable(v.string()),
})
export const outbox = v.strictObject({ mails: v.array(mail) })
