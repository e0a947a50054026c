import * as shapes from '../../src/core/model/shapes/door.ts'
import { me } from '../../src/core/model/shapes/workspace.ts'
import { changePassword, passwordChange } from '../model/password.ts'
import { readMe } from '../model/people.ts'
import { profile, updateMe } from '../model/profile.ts'
import { readSessions, revokeOthers, revokeSession } from '../model/sessions.ts'
import { route } from '../route.ts'

/** What one changes of oneself: name, password, where one is signed in. */
export const meRoutes = [
  route({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Changes one’s name',
    tag: 'person',
    needs: 'person',
    body: profile,
    answer: me,
    example: { body: { name: 'Sokha Chan' } },
    run: async (context, _params, { body }) => readMe(await updateMe(context, body)),
  }),
  route({
    method: 'PUT',
    path: '/api/me/password',
    summary: 'Changes one’s password',
    details:
      'Ends every other session of one’s own. Wrong guesses at the current one count as wrong sign-ins do. Within 15 minutes after coming by passkey or by a link in the mail, `current` may be left out.',
    tag: 'sign-in',
    needs: 'person',
    body: passwordChange,
    answer: shapes.nothing,
    example: { body: { current: 'mekong-river-9', new: 'tonle-sap-lake-10' } },
    run: async (context, _params, { body }) => {
      await changePassword(context, body)
      return {}
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'Lists where one is signed in',
    tag: 'sign-in',
    needs: 'person',
    answer: shapes.sessions,
    run: (context) => readSessions(context),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions',
    summary: 'Signs one out everywhere else',
    tag: 'sign-in',
    needs: 'person',
    answer: shapes.ended,
    run: (context) => revokeOthers(context),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions/:id',
    params: { id: 'session' },
    summary: 'Ends a session of one’s own',
    tag: 'sign-in',
    needs: 'person',
    answer: shapes.nothing,
    run: async (context, { id }) => {
      await revokeSession(context, id)
      return {}
    },
  }),
]
