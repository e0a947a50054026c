import * as v from 'valibot'
import { next, pageQuery, withChange } from '../../src/core/api/common.ts'
import { chunkInput, imported, importListed, importUndone } from '../../src/core/api/import.ts'
import { mappingSchema } from '../../src/core/csv/index.ts'
import { route } from '../http/route.ts'
import { importParam } from './find-import.ts'
import { createImport, finishImport, importAnswer, undoImport } from './import.ts'
import { importChunk } from './import-chunk.ts'
import { listImports } from './list-imports.ts'
import { refusedRowsFile } from './refused-rows.ts'

const response = v.strictObject({ import: imported })

export const importRoutes = [
  route({
    method: 'POST',
    path: '/api/projects/:id/imports',
    summary: 'Create an import',
    details:
      'Says which column goes where, and what rows are matched by. Rows are sent next, in chunks of at most `chunk`. A title may be made of several columns, such as first and last name. New fields and new options need the right to manage.',
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
    handler: (context, { id }, { body }) => createImport(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/projects/:id/imports',
    summary: 'List a project’s imports',
    details:
      'Newest first: one’s own, and where one manages the project everybody’s. `made` names what of its fields and options still stands.',
    tag: 'import',
    params: { id: 'project' },
    requires: { project: 'edit', of: 'id' },
    query: pageQuery,
    response: v.strictObject({ imports: v.array(importListed), next }),
    handler: (context, { id }, { query }) => listImports(context, id, query),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id',
    summary: 'Retrieve an import',
    details: 'What it has done so far, and every refused row.',
    tag: 'import',
    params: { id: importParam },
    requires: { project: 'edit', of: 'id' },
    response,
    handler: async (_context, { id }) => ({ import: importAnswer(id) }),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id/refused.csv',
    summary: 'Fetch the refused rows',
    details:
      'As they stood in the file, with the reason in a last column: mend them and import them again. What a spreadsheet would compute has an apostrophe before it, which an import leaves out.',
    tag: 'import',
    params: { id: importParam },
    requires: { project: 'edit', of: 'id' },
    response: 'text/csv',
    handler: (context, { id }) => refusedRowsFile(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/imports/:id/rows/:n',
    summary: 'Send rows',
    details:
      '`n` is the number of the first row of this chunk, counted from 1. A chunk sent twice is there once and answers the same. The answer tells the refused rows of this chunk. A 422 `unsure` names a column whose dates can be read in two ways: the import’s `dates` says in which, so undo this one and create another.',
    tag: 'import',
    params: { id: importParam, n: 'number' },
    requires: { project: 'edit', of: 'id' },
    lenientText: true,
    body: chunkInput,
    response,
    example: { params: { n: '1' }, body: { rows: [['Water audit', '12500', 'Won']] } },
    handler: (context, { id, n }, { body }) => importChunk(context, id, n, body.rows),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/finish',
    summary: 'Finish an import',
    details: 'It takes no more rows.',
    tag: 'import',
    params: { id: importParam },
    requires: { project: 'edit', of: 'id' },
    response: withChange({ import: imported }),
    handler: (context, { id }) => finishImport(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/imports/:id',
    summary: 'Undo an import',
    details:
      'Takes back everything it made and changed. What others have changed or commented on since is kept, and named; `made` names the fields and options that it had made and that stay.',
    tag: 'import',
    params: { id: importParam },
    requires: { project: 'edit', of: 'id' },
    response: importUndone,
    handler: (context, { id }) => undoImport(context, id),
  }),
]
