import * as v from 'valibot'
import { withChange } from '../../src/core/api/common.ts'
import * as api from '../../src/core/api/record.ts'
import { recordInBinToo } from '../http/params.ts'
import { route } from '../http/route.ts'
import { readBoard } from './board.ts'
import { createRecord } from './create.ts'
import { eraseRecord } from './erase.ts'
import { moveRecord } from './move.ts'
import { queryRecords } from './query.ts'
import { readRecord } from './read.ts'
import { readReferencedBy } from './referenced-by.ts'
import { updateRecord } from './update.ts'

const changed = withChange({ record: api.record })

const keysQuery = v.object({
  keys: v.optional(
    v.pipe(v.picklist(['id', 'name']), v.description('by what values are keyed: the field’s id, or its name')),
  ),
})

export const recordRoutes = [
  route({
    method: 'POST',
    path: '/api/projects/:id/records',
    summary: 'Create a record',
    details:
      'Fields are named by id or exact name. An option is named by id or name, a person by id, email, name or `me`, a linked record by id, number or title.',
    tag: 'record',
    params: { id: 'project' },
    requires: { project: 'edit', of: 'id' },
    body: api.recordInput,
    status: 201,
    response: changed,
    example: {
      body: {
        title: 'Water audit',
        list: 'Qualification',
        values: { Amount: { amount: '12500.00', currency: 'USD' }, Confidence: 3 },
        assignees: ['me'],
      },
    },
    handler: (context, { id }, { body }) => createRecord(context, id, body),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/board',
    summary: 'Read the board',
    details:
      'Every list’s first cards with counts and sums. The next cards of one list are asked for by `list` and `cursor`.',
    tag: 'record',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    effect: 'read',
    etag: true,
    lenientText: true,
    query: keysQuery,
    body: api.boardInput,
    response: api.board,
    example: { body: { sum: 'Amount', perList: 20, fields: ['Amount', 'Customer'] } },
    handler: (context, { id }, { query, body }) => readBoard(context, id, body, query.keys),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/query',
    summary: 'Query records',
    details: 'Filtered, sorted, paged, with count, totals and groups.',
    tag: 'record',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    effect: 'read',
    etag: true,
    lenientText: true,
    query: keysQuery,
    body: api.queryInput,
    response: api.query,
    example: {
      body: {
        filter: {
          and: [
            { field: 'Amount', op: 'gte', value: 5000 },
            { field: 'listKind', op: 'eq', value: 'open' },
          ],
        },
        sort: [{ field: 'Amount', desc: true }],
        group: { by: 'list' },
        totals: [{ op: 'sum', field: 'Amount' }],
        limit: 20,
        count: true,
      },
    },
    handler: (context, { id }, { query, body }) => queryRecords(context, id, body, query.keys),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id',
    summary: 'Retrieve a record',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    query: keysQuery,
    response: v.strictObject({ record: api.record }),
    handler: (context, { id }, { query }) => readRecord(context, id, query.keys),
  }),
  route({
    method: 'PATCH',
    path: '/api/records/:id',
    summary: 'Update a record',
    details:
      'Its title, description, due date, tags, people or values. With `base`, the version that was read, it is a 409 where somebody changed one of the same fields since; other fields both keep.',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    body: api.recordInput,
    response: changed,
    example: { body: { title: 'Water audit 2027', values: { Amount: '9800.50' } } },
    handler: (context, { id }, { body }) => updateRecord(context, id, body),
  }),
  route({
    method: 'PUT',
    path: '/api/records/:id/move',
    summary: 'Move a record',
    details: 'To a list, before or after another record or to its head.',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    body: api.moveInput,
    response: changed,
    example: { body: { list: 'Proposal sent' } },
    handler: (context, { id }, { body }) => moveRecord(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id/referenced-by',
    summary: 'List what references a record',
    details: 'The other side of every reference that points at it, with sums.',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    response: v.strictObject({ references: v.array(api.referencedBy) }),
    handler: (context, { id }) => readReferencedBy(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/records/:id/erasure',
    summary: 'Erase a record',
    details:
      'For good: its history, comments, files and all that is found of it. The title has to be sent; the audit log keeps that it happened.',
    tag: 'record',
    params: { id: recordInBinToo },
    requires: { project: 'manage', of: 'id' },
    body: api.erasureInput,
    response: v.strictObject({ erased: api.erased }),
    example: { body: { title: '{title:record}' } },
    handler: (context, { id }, { body }) => eraseRecord(context, id, body.title),
  }),
]
