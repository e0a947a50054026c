import { record } from '../../src/core/api/record.ts'
import type { Context } from '../context.ts'
import { type Method, route } from '../http/route.ts'
import { withChange } from '../http/with-change.ts'
import * as state from './state.ts'

const response = withChange({ record })

/** A change of state is a thing of its own under the record, put there or taken away. */
const stating = (
  method: Method,
  path: '/api/records/:id' | '/api/records/:id/archive' | '/api/records/:id/restore',
  summary: string,
  step: (context: Context, id: string) => Promise<string>,
  example = {},
) =>
  route({
    method,
    path,
    summary,
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    response,
    example,
    handler: (context, { id }) => step(context, id),
  })

const tagging = (method: 'PUT' | 'DELETE', summary: string) =>
  route({
    method,
    path: '/api/records/:id/tags/:tag',
    summary,
    tag: 'record',
    params: { id: 'record', tag: 'tag' },
    requires: { project: 'edit', of: 'id' },
    response,
    handler: (context, { id, tag }) => state.tagRecord(context, id, tag, method === 'PUT'),
  })

const assigning = (method: 'PUT' | 'DELETE', summary: string) =>
  route({
    method,
    path: '/api/records/:id/assignees/:person',
    summary,
    details: 'A person is named by id, email or `me`.',
    tag: 'record',
    params: { id: 'record', person: 'person' },
    requires: { project: 'edit', of: 'id' },
    response,
    handler: (context, { id, person }) => state.assignRecord(context, id, person, method === 'PUT'),
  })

export const recordStateRoutes = [
  stating('DELETE', '/api/records/:id', 'Puts a record in the bin, where it stays for 30 days', state.deleteRecord),
  stating('PUT', '/api/records/:id/restore', 'Takes a record out of the bin', state.restoreRecord, {
    params: { id: '{record:deleted}' },
  }),
  stating('PUT', '/api/records/:id/archive', 'Archives a record', state.archiveRecord),
  stating('DELETE', '/api/records/:id/archive', 'Takes a record out of the archive', state.unarchiveRecord),
  tagging('PUT', 'Tags a record'),
  tagging('DELETE', 'Takes a tag off a record'),
  assigning('PUT', 'Assigns a person to a record'),
  assigning('DELETE', 'Takes a person off a record'),
]
