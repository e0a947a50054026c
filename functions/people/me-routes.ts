import { me, preferences, preferencesInput, profileInput } from '../../src/core/api/auth/me.ts'
import { route } from '../http/route.ts'
import { readMe } from './people.ts'
import { readPreferences, updatePreferences } from './preferences.ts'
import { updateProfile } from './profile.ts'

export const meRoutes = [
  route({
    method: 'GET',
    path: '/api/me',
    summary: 'Retrieve oneself',
    details: 'Who one is, what one may do, and of which workspace.',
    tag: 'person',
    requires: 'person',
    response: me,
    handler: (context) => readMe(context),
  }),
  route({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Update oneself',
    details: 'One’s name, and when one is on leave.',
    tag: 'person',
    requires: 'person',
    session: true,
    body: profileInput,
    response: me,
    example: { body: { name: 'Sokha Chan' } },
    handler: (context, _, { body }) => updateProfile(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/me/preferences',
    summary: 'Retrieve one’s preferences',
    details:
      'Language; of each kind of notification whether it is shown, and mailed at once, in the digest or not at all; the hours without mail and the time of the digest, in the workspace’s zone.',
    tag: 'person',
    requires: 'person',
    session: true,
    response: preferences,
    handler: (context) => readPreferences(context),
  }),
  route({
    method: 'PUT',
    path: '/api/me/preferences',
    summary: 'Set one’s preferences',
    details: 'What isn’t sent stays.',
    tag: 'person',
    requires: 'person',
    session: true,
    body: preferencesInput,
    response: preferences,
    example: { body: { language: 'km', notify: { comment: { mail: 'now' } }, quiet: { from: '20:00', to: '07:00' } } },
    handler: (context, _, { body }) => updatePreferences(context, body),
  }),
]
