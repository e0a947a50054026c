import * as shapes from '../../src/core/model/shapes/door.ts'
import { dayOf } from '../../src/core/time/zone.ts'
import { invitationInput, invite, readInvitations, withdraw } from '../model/invitations.ts'
import { readOutbox } from '../model/outbox.ts'
import { letter } from '../outside/letter.ts'
import { send } from '../outside/mail.ts'
import { route } from '../route.ts'

export const invitationRoutes = [
  route({
    method: 'GET',
    path: '/api/invitations',
    summary: 'Lists who is asked in and hasn’t come yet',
    tag: 'invitation',
    needs: { workspace: 'people' },
    answer: shapes.invitations,
    run: (context) => readInvitations(context),
  }),
  route({
    method: 'POST',
    path: '/api/invitations',
    summary: 'Invites somebody by mail',
    details: 'The link is also in the answer, this once. It lasts seven days; an earlier one of the same address ends.',
    tag: 'invitation',
    needs: { workspace: 'people' },
    body: invitationInput,
    status: 201,
    answer: shapes.newInvitation,
    example: { body: { email: 'new.colleague@example.com', role: 'member' } },
    run: async (context, _params, { body }) => {
      const { invitation, place } = await invite(context, body)
      // Nobody knows yet what they read: most likely what the one who asks them in reads.
      const language = place.language ?? place.locale
      const until = dayOf(context.catalog.workspace.zone, Date.parse(invitation.expiresAt))
      const parts = { by: invitation.by.name, workspace: place.name }
      const mail = letter('invitation', { to: invitation.email, language, link: invitation.link, parts, until })
      await send(context.env, mail, context.later)
      return { invitation }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/invitations/:id',
    params: { id: 'invitation' },
    summary: 'Withdraws an invitation',
    tag: 'invitation',
    needs: { workspace: 'people' },
    answer: shapes.nothing,
    run: async (context, { id }) => {
      await withdraw(context, id)
      return {}
    },
  }),
  route({
    method: 'GET',
    path: '/api/outbox',
    summary: 'Lists what was mailed, for the owner',
    details: 'Where no provider is set, mails are held here with their text.',
    tag: 'workspace',
    needs: 'person',
    answer: shapes.outbox,
    run: (context) => readOutbox(context),
  }),
]
