import * as v from 'valibot'
import { mappingSchema } from '../../src/core/csv/index.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { undone } from '../../src/core/model/shapes/hanging.ts'
import { imported } from '../../src/core/model/shapes/import.ts'
import { createImport, finishImport, readImport, undoImport } from '../model/imports/job.ts'
import * as rows from '../model/imports/put-rows.ts'
import { route } from '../route.ts'
import { withChange } from './with-change.ts'

const answer = v.strictObject({ import: imported })

export const importRoutes = [
  route({
    method: 'POST',
    path: '/api/projects/:id/imports',
    summary: 'Opens an import: which column goes where, and what rows are matched by',
    details: 'Rows are sent next, in chunks of at most `chunk`. New fields and new options need the right to manage.',
    tag: 'import',
    params: { id: 'project' },
    needs: { project: 'edit', of: 'id' },
    body: mappingSchema,
    status: 201,
    answer,
    example: {
      body: {
        columns: ['Deal', 'Value', 'Stage'],
        mapping: [
          { column: 'Deal', to: 'title' },
          { column: 'Value', to: 'Amount' },
          { column: 'Stage', to: 'list', values: { Won: 'Closed won' } },
        ],
      },
    },
    run: (context, { id }, { body }) => createImport(context, idFrom(id), body),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id',
    summary: 'Reads an import: what it has done so far, and every refused row',
    tag: 'import',
    params: { id: 'import' },
    needs: { project: 'edit', of: 'id' },
    answer,
    run: async (context, { id }) => ({ import: await readImport(context, id) }),
  }),
  route({
    method: 'PUT',
    path: '/api/imports/:id/rows/:n',
    summary: 'Sends a chunk of rows; `n` is the number of its first, counted from 1',
    details: 'A chunk sent twice is there once and answers the same. The answer tells the refused rows of this chunk.',
    tag: 'import',
    params: { id: 'import', n: 'number' },
    needs: { project: 'edit', of: 'id' },
    body: rows.schema,
    answer,
    example: { params: { n: '1' }, body: { rows: [['Water audit', '12500', 'Won']] } },
    run: (context, { id, n }, { body }) => rows.putRows(context, id, n, body),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/finish',
    summary: 'Finishes an import: it takes no more rows',
    tag: 'import',
    params: { id: 'import' },
    needs: { project: 'edit', of: 'id' },
    answer: withChange({ import: imported }),
    run: (context, { id }) => finishImport(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/imports/:id',
    summary: 'Takes back everything an import made and changed',
    tag: 'import',
    params: { id: 'import' },
    needs: { project: 'edit', of: 'id' },
    answer: undone,
    run: (context, { id }) => undoImport(context, id),
  }),
]
