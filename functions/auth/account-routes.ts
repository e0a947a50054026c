import { passwordChange } from '../../src/core/api/auth/me.ts'
import { ended, sessions } from '../../src/core/api/auth/session.ts'
import { nothing, pageQuery } from '../../src/core/api/common.ts'
import { route } from '../http/route.ts'
import { changePassword } from './change-password.ts'
import { ownSession, readSessions, revokeOtherSessions, revokeSession } from './sessions.ts'

/** How one's own account is protected: the password, and where one is signed in. */
export const accountRoutes = [
  route({
    method: 'PUT',
    path: '/api/me/password',
    summary: 'Change one’s password',
    details:
      'Ends every other session of one’s own. Ten wrong guesses at the current one are taken of a session in 15 minutes; what others guess at the door doesn’t count. Within 15 minutes after coming by passkey or by a link in the mail, `current` may be left out.',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    body: passwordChange,
    response: nothing,
    example: { body: { current: 'mekong-river-9', new: 'tonle-sap-lake-10' } },
    handler: (context, _, { body }) => changePassword(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'List one’s sessions',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    query: pageQuery,
    response: sessions,
    handler: (context, _, { query }) => readSessions(context, query),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions',
    summary: 'Sign out everywhere else',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    response: ended,
    handler: (context) => revokeOtherSessions(context),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/sessions/:id',
    params: { id: ownSession },
    summary: 'Revoke a session',
    tag: 'sign-in',
    requires: 'person',
    session: true,
    response: nothing,
    handler: (context, { id }) => revokeSession(context, id),
  }),
]
