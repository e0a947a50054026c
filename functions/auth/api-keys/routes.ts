import * as v from 'valibot'
import { apiKey, apiKeyInput, newApiKey } from '../../../src/core/api/auth/api-key.ts'
import { next, nothing, paging } from '../../../src/core/api/common.ts'
import { route } from '../../http/route.ts'
import { createKey, readKeys, revocableKey, revokeKey } from './api-keys.ts'

export const apiKeyRoutes = [
  route({
    method: 'GET',
    path: '/api/keys',
    summary: 'List API keys',
    details: 'One’s own, or with `everyone=true` all of the workspace.',
    tag: 'key',
    requires: 'person',
    query: v.object({ ...paging, everyone: v.optional(v.picklist(['true', 'false'])) }),
    response: v.strictObject({ keys: v.array(apiKey), next }),
    handler: (context, _, { query }) => readKeys(context, query.everyone === 'true', query),
  }),
  route({
    method: 'POST',
    path: '/api/keys',
    summary: 'Create an API key',
    details:
      'It is told in this answer and never again. It may do what its person may, narrowed by `scopes` and `projects`. Send it as `Authorization: Bearer …`. A key makes no keys: they would outlive it.',
    tag: 'key',
    requires: { workspace: 'keys' },
    session: true,
    oneTimeSecret: true,
    body: apiKeyInput,
    status: 201,
    response: v.strictObject({ key: newApiKey }),
    example: { body: { name: 'Nightly report', scopes: ['read'], projects: ['{project}'] } },
    handler: (context, _, { body }) => createKey(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/keys/:id',
    summary: 'Revoke an API key',
    details: 'It fails at its next request.',
    tag: 'key',
    params: { id: revocableKey },
    requires: 'person',
    session: true,
    response: nothing,
    handler: (context, { id }) => revokeKey(context, id),
  }),
]
