import * as shapes from '../../../src/core/api/auth.ts'
import { dayOf } from '../../../src/core/time/zone.ts'
import { route } from '../../http/route.ts'
import { composeMail } from '../../mail/compose.ts'
import { readOutbox } from '../../mail/outbox.ts'
import { sendMail } from '../../mail/send.ts'
import { invitationInput, invite, readInvitations, withdrawInvitation } from './invitations.ts'

export const invitationRoutes = [
  route({
    method: 'GET',
    path: '/api/invitations',
    summary: 'Lists who is asked in and hasn’t come yet',
    tag: 'invitation',
    requires: { workspace: 'people' },
    response: shapes.invitations,
    handler: (context) => readInvitations(context),
  }),
  route({
    method: 'POST',
    path: '/api/invitations',
    summary: 'Invites somebody by mail',
    details: 'The link is also in the answer, this once. It lasts seven days; an earlier one of the same address ends.',
    tag: 'invitation',
    requires: { workspace: 'people' },
    body: invitationInput,
    status: 201,
    response: shapes.newInvitation,
    example: { body: { email: 'new.colleague@example.com', role: 'member' } },
    handler: async (context, _params, { body }) => {
      const { invitation, place } = await invite(context, body)
      // Nobody knows yet what they read: most likely what the one who asks them in reads.
      const language = place.language ?? place.locale
      const until = dayOf(context.catalog.workspace.zone, Date.parse(invitation.expiresAt))
      const parts = { by: invitation.by.name, workspace: place.name }
      const mail = composeMail('invitation', { to: invitation.email, language, link: invitation.link, parts, until })
      await sendMail(context.env, mail, context.waitUntil)
      return { invitation }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/invitations/:id',
    params: { id: 'invitation' },
    summary: 'Withdraws an invitation',
    tag: 'invitation',
    requires: { workspace: 'people' },
    response: shapes.nothing,
    handler: async (context, { id }) => {
      await withdrawInvitation(context, id)
      return {}
    },
  }),
  route({
    method: 'GET',
    path: '/api/outbox',
    summary: 'Lists what was mailed, for the owner',
    details: 'Where no provider is set, mails are held here with their text.',
    tag: 'workspace',
    requires: 'person',
    response: shapes.outbox,
    handler: (context) => readOutbox(context),
  }),
]
