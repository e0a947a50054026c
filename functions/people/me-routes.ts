import { me, preferences, preferencesInput, profileInput } from '../../src/core/api/auth/me.ts'
import { route } from '../http/route.ts'
import { readMe } from './people.ts'
import { setLanguage, updateProfile } from './profile.ts'

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
    summary: 'Update one’s name',
    tag: 'person',
    requires: 'person',
    session: true,
    body: profileInput,
    response: me,
    example: { body: { name: 'Sokha Chan' } },
    handler: (context, _, { body }) => updateProfile(context, body.name),
  }),
  route({
    method: 'PUT',
    path: '/api/me/preferences',
    summary: 'Set one’s language',
    tag: 'person',
    requires: 'person',
    session: true,
    body: preferencesInput,
    response: preferences,
    example: { body: { language: 'km' } },
    handler: (context, _, { body }) => setLanguage(context, body.language),
  }),
]
