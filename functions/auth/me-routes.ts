import * as shapes from '../../src/core/api/auth.ts'
import { me } from '../../src/core/api/workspace.ts'
import { route } from '../http/route.ts'
import { readMe } from '../people/people.ts'
import { profile, updateMe } from '../people/profile.ts'
import { changePassword, passwordChange } from './password.ts'
import { readSessions, revokeOtherSessions, revokeSession } from './sessions.ts'

/** What one changes of oneself: name, password, where one is signed in. */
export const meRoutes = [
  route({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Changes one’s name',
    tag: 'person',
    requires: 'person',
    body: profile,
    response: me,
    example: { body: { name: 'Sokha Chan' } },
    handler: async (context, _params, { body }) => readMe(await updateMe(context, body)),
  }),
  route({
    method: 'PUT',
    path: '/api/me/password',
    summary: 'Changes one’s password',
    details:
      'Ends every other session of one’s own. Wrong guesses at the current one count as wrong sign-ins do. Within 15 minutes after coming by passkey or by a link in the mail, `current` may be left out.',
    tag: 'sign-in',
    requires: 'person',
    body: passwordChange,
    response: shapes.nothing,
    example: { body: { current: 'mekong-river-9', new: 'tonle-sap-lake-10' } },
    handler: async (context, _params, { body }) => {
      await changePassword(context, body)
      return {}
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'Lists where one is signed in',
    tag: 'sign-in',
    requires: 'person',
    response: shapes.sessions,
    handler: (context) => readSessions(context),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions',
    summary: 'Signs one out everywhere else',
    tag: 'sign-in',
    requires: 'person',
    response: shapes.ended,
    handler: (context) => revokeOtherSessions(context),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions/:id',
    params: { id: 'session' },
    summary: 'Ends a session of one’s own',
    tag: 'sign-in',
    requires: 'person',
    response: shapes.nothing,
    handler: async (context, { id }) => {
      await revokeSession(context, id)
      return {}
    },
  }),
]
