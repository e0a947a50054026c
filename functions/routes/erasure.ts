import * as v from 'valibot'
import { erased } from '../../src/core/model/shapes/access.ts'
import { eraseRecord, erasureInput } from '../model/erasure.ts'
import { route } from '../route.ts'

export const erasureRoutes = [
  route({
    method: 'PUT',
    path: '/api/records/:id/erasure',
    summary: 'Erases a record for good: its history, comments, files and all that is found of it',
    details: 'It does not come back. The title has to be sent; the audit log keeps that it happened.',
    tag: 'record',
    params: { id: 'record' },
    needs: { project: 'manage', of: 'id' },
    body: erasureInput,
    answer: v.strictObject({ erased }),
    example: { body: { title: '{title:record}' } },
    run: (context, { id }, { body }) => eraseRecord(context, id, body),
  }),
]
