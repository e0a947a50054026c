import {
  acceptance,
  invitationInput,
  invitations,
  invited,
  newInvitation,
} from '../../../src/core/api/auth/invitation.ts'
import { nothing, pageQuery } from '../../../src/core/api/common.ts'
import { readBody, readLater, retryWhenStale } from '../../http/anonymous.ts'
import { clientOf, sessionResponse } from '../../http/cookies.ts'
import { publicRoute, route } from '../../http/route.ts'
import { acceptInvitation, readOwnInvitation } from './accept.ts'
import { invite, readInvitations, withdrawInvitation } from './invitations.ts'

export const invitationRoutes = [
  route({
    method: 'GET',
    path: '/api/invitations',
    summary: 'List invitations',
    details: 'Of who is asked in and hasn’t come yet.',
    tag: 'invitation',
    requires: { workspace: 'people' },
    query: pageQuery,
    response: invitations,
    handler: (context, _, { query }) => readInvitations(context, query),
  }),
  route({
    method: 'POST',
    path: '/api/invitations',
    summary: 'Invite somebody',
    details:
      'By mail; the link is also in the answer, this once. It lasts seven days; an earlier one of the same address ends.',
    tag: 'invitation',
    requires: { workspace: 'people' },
    oneTimeSecret: true,
    body: invitationInput,
    status: 201,
    response: newInvitation,
    example: { body: { email: 'new.colleague@example.com', role: 'member' } },
    handler: (context, _, { body }) => invite(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/invitations/:id',
    params: { id: 'invitation' },
    summary: 'Withdraw an invitation',
    tag: 'invitation',
    requires: { workspace: 'people' },
    response: nothing,
    handler: (context, { id }) => withdrawInvitation(context, id),
  }),
  publicRoute({
    method: 'GET',
    path: '/api/invitations/:token',
    params: { token: 'token' },
    summary: 'Retrieve one’s invitation',
    details: 'For who holds its link.',
    tag: 'invitation',
    response: invited,
    handler: async (http) => {
      await readBody(http)
      return { invitation: await readOwnInvitation(http.env, http.req.param('token')!, Date.now()) }
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/invitations/:token/accept',
    params: { token: 'token' },
    summary: 'Accept an invitation',
    details: 'Makes the person and sets the session’s cookie. Once.',
    tag: 'invitation',
    body: acceptance,
    status: 201,
    response: nothing,
    example: { body: { name: 'Bopha Sok', password: 'mekong-river-9', language: 'km' } },
    handler: async (http) => {
      const body = await readLater(http)
      const token = http.req.param('token')!
      const signedIn = await retryWhenStale(() => acceptInvitation(http.env, token, body, clientOf(http), Date.now()))
      return sessionResponse(http, signedIn, { status: 201 })
    },
  }),
]
