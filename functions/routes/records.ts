import * as v from 'valibot'
import { idFrom } from '../../src/core/model/index.ts'
import * as shapes from '../../src/core/model/shapes/record.ts'
import * as board from '../model/records/board.ts'
import { createRecord } from '../model/records/create.ts'
import { recordSchema } from '../model/records/input.ts'
import * as move from '../model/records/move.ts'
import * as query from '../model/records/query.ts'
import { readRecord } from '../model/records/read.ts'
import { readReferencedBy } from '../model/records/referenced-by.ts'
import { updateRecord } from '../model/records/update.ts'
import { route } from '../route.ts'
import { withChange } from './with-change.ts'

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
    needs: { project: 'edit', of: 'id' },
    body: recordSchema,
    status: 201,
    answer: changed,
    example: {
      body: {
        title: 'Water audit',
        list: 'Qualification',
        values: { Amount: { amount: '12500.00', currency: 'USD' }, Confidence: 3 },
        assignees: ['me'],
      },
    },
    run: (context, { id }, { body }) => createRecord(context, idFrom(id), body),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/board',
    summary: 'Reads every list’s first cards with counts and sums',
    details: 'The next cards of one list are asked for by `list` and `cursor`.',
    tag: 'record',
    params: { id: 'project' },
    needs: { project: 'view', of: 'id' },
    effect: 'read',
    tagged: true,
    body: board.schema,
    answer: shapes.board,
    example: { body: { sum: 'Amount', perList: 20, fields: ['Amount', 'Customer'] } },
    run: (context, { id }, { body }) => board.readBoard(context, idFrom(id), body),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/query',
    summary: 'Finds records: filtered, sorted, paged, with count, totals and groups',
    tag: 'record',
    params: { id: 'project' },
    needs: { project: 'view', of: 'id' },
    effect: 'read',
    tagged: true,
    body: query.schema,
    answer: shapes.query,
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
    run: (context, { id }, { body }) => query.queryRecords(context, idFrom(id), body),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id',
    summary: 'Reads a record',
    tag: 'record',
    params: { id: 'record' },
    needs: { project: 'view', of: 'id' },
    tagged: true,
    answer: v.strictObject({ record: shapes.record }),
    run: (context, { id }) => readRecord(context, id),
  }),
  route({
    method: 'PATCH',
    path: '/api/records/:id',
    summary: 'Changes a record’s title, description, due date, tags, people or values',
    details:
      'With `base`, the version that was read, it is a 409 where somebody changed one of the same fields since; other fields both keep.',
    tag: 'record',
    params: { id: 'record' },
    needs: { project: 'edit', of: 'id' },
    body: recordSchema,
    answer: changed,
    example: { body: { title: 'Water audit 2027', values: { Amount: '9800.50' } } },
    run: (context, { id }, { body }) => updateRecord(context, id, body),
  }),
  route({
    method: 'PUT',
    path: '/api/records/:id/move',
    summary: 'Moves a record to a list, before or after another or to its head',
    tag: 'record',
    params: { id: 'record' },
    needs: { project: 'edit', of: 'id' },
    body: move.schema,
    answer: changed,
    example: { body: { list: 'Proposal sent' } },
    run: (context, { id }, { body }) => move.moveRecord(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id/referenced-by',
    summary: 'Reads the other side of every reference that points at a record, with sums',
    tag: 'record',
    params: { id: 'record' },
    needs: { project: 'view', of: 'id' },
    tagged: true,
    answer: v.strictObject({ references: v.array(shapes.referencedBy) }),
    run: (context, { id }) => readReferencedBy(context, id),
  }),
]
