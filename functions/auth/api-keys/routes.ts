import * as v from 'valibot'
import { nothing } from '../../../src/core/api/auth.ts'
import { apiKey, newKey } from '../../../src/core/api/role.ts'
import { route } from '../../http/route.ts'
import { createKey, keyInput, readKeys, revokeKey } from './api-keys.ts'

export const keyRoutes = [
  route({
    method: 'GET',
    path: '/api/keys',
    summary: 'Lists one’s API keys, or with `everyone=true` all of the workspace',
    tag: 'key',
    requires: 'person',
    query: v.object({ everyone: v.optional(v.picklist(['true', 'false'])) }),
    response: v.strictObject({ keys: v.array(apiKey) }),
    handler: (context, _, { query }) => readKeys(context, query.everyone === 'true'),
  }),
  route({
    method: 'POST',
    path: '/api/keys',
    summary: 'Makes an API key; it is told in this answer and never again',
    details:
      'It may do what its person may, narrowed by `scopes` and `projects`. Send it as `Authorization: Bearer …`.',
    tag: 'key',
    requires: { workspace: 'keys' },
    body: keyInput,
    status: 201,
    response: v.strictObject({ key: newKey }),
    example: { body: { name: 'Nightly report', scopes: ['read'], projects: ['{project}'] } },
    handler: (context, _, { body }) => createKey(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/keys/:id',
    summary: 'Revokes a key: it fails at its next request',
    tag: 'key',
    params: { id: 'key' },
    requires: 'person',
    response: nothing,
    handler: (context, { id }) => revokeKey(context, id),
  }),
]
