import * as v from 'valibot'
import { undone } from '../../src/core/api/history.ts'
import { imported } from '../../src/core/api/import.ts'
import { mappingSchema } from '../../src/core/csv/index.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { route } from '../http/route.ts'
import { withChange } from '../http/with-change.ts'
import { createImport, finishImport, readImport, undoImport } from './import.ts'
import * as rows from './import-chunk.ts'

const response = v.strictObject({ import: imported })

export const importRoutes = [
  route({
    method: 'POST',
    path: '/api/projects/:id/imports',
    summary: 'Opens an import: which column goes where, and what rows are matched by',
    details: 'Rows are sent next, in chunks of at most `chunk`. New fields and new options need the right to manage.',
    tag: 'import',
    params: { id: 'project' },
    requires: { project: 'edit', of: 'id' },
    body: mappingSchema,
    status: 201,
    response,
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
    handler: (context, { id }, { body }) => createImport(context, idFrom(id), body),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id',
    summary: 'Reads an import: what it has done so far, and every refused row',
    tag: 'import',
    params: { id: 'import' },
    requires: { project: 'edit', of: 'id' },
    response,
    handler: async (context, { id }) => ({ import: await readImport(context, id) }),
  }),
  route({
    method: 'PUT',
    path: '/api/imports/:id/rows/:n',
    summary: 'Sends a chunk of rows; `n` is the number of its first, counted from 1',
    details: 'A chunk sent twice is there once and answers the same. The answer tells the refused rows of this chunk.',
    tag: 'import',
    params: { id: 'import', n: 'number' },
    requires: { project: 'edit', of: 'id' },
    body: rows.chunkInput,
    response,
    example: { params: { n: '1' }, body: { rows: [['Water audit', '12500', 'Won']] } },
    handler: (context, { id, n }, { body }) => rows.importChunk(context, id, n, body),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/finish',
    summary: 'Finishes an import: it takes no more rows',
    tag: 'import',
    params: { id: 'import' },
    requires: { project: 'edit', of: 'id' },
    response: withChange({ import: imported }),
    handler: (context, { id }) => finishImport(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/imports/:id',
    summary: 'Takes back everything an import made and changed',
    tag: 'import',
    params: { id: 'import' },
    requires: { project: 'edit', of: 'id' },
    response: undone,
    handler: (context, { id }) => undoImport(context, id),
  }),
]
