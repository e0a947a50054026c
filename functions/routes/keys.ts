import * as v from 'valibot'
import { apiKey, newKey } from '../../src/core/model/shapes/access.ts'
import { nothing } from '../../src/core/model/shapes/door.ts'
import { createKey, keyInput, readKeys, revokeKey } from '../model/keys.ts'
import { route } from '../route.ts'

export const keyRoutes = [
  route({
    method: 'GET',
    path: '/api/keys',
    summary: 'Lists one’s API keys, or with `everyone=true` all of the workspace',
    tag: 'key',
    needs: 'person',
    query: v.object({ everyone: v.optional(v.picklist(['true', 'false'])) }),
    answer: v.strictObject({ keys: v.array(apiKey) }),
    run: (context, _, { query }) => readKeys(context, query.everyone === 'true'),
  }),
  route({
    method: 'POST',
    path: '/api/keys',
    summary: 'Makes an API key; it is told in this answer and never again',
    details:
      'It may do what its person may, narrowed by `scopes` and `projects`. Send it as `Authorization: Bearer …`.',
    tag: 'key',
    needs: { workspace: 'keys' },
    body: keyInput,
    status: 201,
    answer: v.strictObject({ key: newKey }),
    example: { body: { name: 'Nightly report', scopes: ['read'], projects: ['{project}'] } },
    run: (context, _, { body }) => createKey(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/keys/:id',
    summary: 'Revokes a key: it fails at its next request',
    tag: 'key',
    params: { id: 'key' },
    needs: 'person',
    answer: nothing,
    run: (context, { id }) => revokeKey(context, id),
  }),
]
