import { withChange } from '../../src/core/api/common.ts'
import { record } from '../../src/core/api/record.ts'
import type { Context } from '../context/index.ts'
import { type Method, route } from '../http/route.ts'
import type { RecordOf } from './read.ts'
import * as state from './state.ts'

const response = withChange({ record })

/** A change of state is a thing of its own under the record, put there or taken away. */
const stateRoute = (
  method: Method,
  path: '/api/records/:id' | '/api/records/:id/archive' | '/api/records/:id/restore',
  summary: string,
  setState: (context: Context, record: RecordOf) => Promise<string>,
  rest: { details?: string; example?: { params: { id: string } } } = {},
) =>
  route({
    method,
    path,
    summary,
    ...rest,
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    response,
    handler: (context, { id }) => setState(context, id),
  })

const tagRoute = (method: 'PUT' | 'DELETE', summary: string) =>
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

const assigneeRoute = (method: 'PUT' | 'DELETE', summary: string) =>
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
  stateRoute('DELETE', '/api/records/:id', 'Delete a record', state.deleteRecord, {
    details: 'It stays in the bin for 30 days.',
  }),
  stateRoute('PUT', '/api/records/:id/restore', 'Restore a record', state.restoreRecord, {
    details: 'It comes out of the bin.',
    example: { params: { id: '{record:deleted}' } },
  }),
  stateRoute('PUT', '/api/records/:id/archive', 'Archive a record', state.archiveRecord),
  stateRoute('DELETE', '/api/records/:id/archive', 'Unarchive a record', state.unarchiveRecord),
  tagRoute('PUT', 'Tag a record'),
  tagRoute('DELETE', 'Untag a record'),
  assigneeRoute('PUT', 'Assign a person'),
  assigneeRoute('DELETE', 'Unassign a person'),
]
