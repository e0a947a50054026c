import * as v from 'valibot'
import { erased } from '../../src/core/api/role.ts'
import { route } from '../http/route.ts'
import { eraseRecord, erasureInput } from './erase.ts'

export const erasureRoutes = [
  route({
    method: 'PUT',
    path: '/api/records/:id/erasure',
    summary: 'Erases a record for good: its history, comments, files and all that is found of it',
    details: 'It does not come back. The title has to be sent; the audit log keeps that it happened.',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'manage', of: 'id' },
    body: erasureInput,
    response: v.strictObject({ erased }),
    example: { body: { title: '{title:record}' } },
    handler: (context, { id }, { body }) => eraseRecord(context, id, body),
  }),
]
