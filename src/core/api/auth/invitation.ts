import * as v from 'valibot'
import { LANGUAGES } from '../../model/language.ts'
import { id, instant, named, next } from '../common.ts'
import { personName, roleRef } from '../person.ts'

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
  mail: v.pipe(
    v.picklist(['sending', 'held']),
    v.description('held: no provider is set, so the mail waits in the outbox'),
  ),
})
export const invitations = v.strictObject({ invitations: v.array(invitation), next })
/** What one who holds the link is told. */
export const invited = v.strictObject({
  invitation: v.strictObject({ email: v.string(), workspace: v.string(), invitedBy: v.string() }),
})

export const emailAddress = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.email(),
  v.transform((email) => email.toLowerCase()),
)

export const invitationInput = v.strictObject({ email: emailAddress, role: roleRef })

export const acceptance = v.strictObject({
  name: personName,
  password: v.string(),
  language: v.optional(v.picklist(LANGUAGES)),
})
