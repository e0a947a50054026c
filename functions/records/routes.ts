import * as v from 'valibot'
import * as shapes from '../../src/core/api/record.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { route } from '../http/route.ts'
import { withChange } from '../http/with-change.ts'
import * as board from './board.ts'
import { createRecord } from './create.ts'
import { recordSchema } from './input.ts'
import * as move from './move.ts'
import * as query from './query.ts'
import { readRecord } from './read.ts'
import { readReferencedBy } from './referenced-by.ts'
import { updateRecord } from './update.ts'

const changed = withChange({ record: shapes.record })

export const recordRoutes = [
  route({
    method: 'POST',
    path: '/api/projects/:id/records',
    summary: 'Makes a record',
    details:
      'Fields are named by id or exact name. An option is named by id or name, a person by id, email, name or `me`, a linked record by id, number or title.',
    tag: 'record',
    params: { id: 'project' },
    requires: { project: 'edit', of: 'id' },
    body: recordSchema,
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
    handler: (context, { id }, { body }) => createRecord(context, idFrom(id), body),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/board',
    summary: 'Reads every list’s first cards with counts and sums',
    details: 'The next cards of one list are asked for by `list` and `cursor`.',
    tag: 'record',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    effect: 'read',
    etag: true,
    body: board.boardInput,
    response: shapes.board,
    example: { body: { sum: 'Amount', perList: 20, fields: ['Amount', 'Customer'] } },
    handler: (context, { id }, { body }) => board.readBoard(context, idFrom(id), body),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/query',
    summary: 'Finds records: filtered, sorted, paged, with count, totals and groups',
    tag: 'record',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    effect: 'read',
    etag: true,
    body: query.queryInput,
    response: shapes.query,
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
    handler: (context, { id }, { body }) => query.queryRecords(context, idFrom(id), body),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id',
    summary: 'Reads a record',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    response: v.strictObject({ record: shapes.record }),
    handler: (context, { id }) => readRecord(context, id),
  }),
  route({
    method: 'PATCH',
    path: '/api/records/:id',
    summary: 'Changes a record’s title, description, due date, tags, people or values',
    details:
      'With `base`, the version that was read, it is a 409 where somebody changed one of the same fields since; other fields both keep.',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    body: recordSchema,
    response: changed,
    example: { body: { title: 'Water audit 2027', values: { Amount: '9800.50' } } },
    handler: (context, { id }, { body }) => updateRecord(context, id, body),
  }),
  route({
    method: 'PUT',
    path: '/api/records/:id/move',
    summary: 'Moves a record to a list, before or after another or to its head',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    body: move.moveInput,
    response: changed,
    example: { body: { list: 'Proposal sent' } },
    handler: (context, { id }, { body }) => move.moveRecord(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id/referenced-by',
    summary: 'Reads the other side of every reference that points at a record, with sums',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    response: v.strictObject({ references: v.array(shapes.referencedBy) }),
    handler: (context, { id }) => readReferencedBy(context, id),
  }),
]
