import * as v from 'valibot'
import { changeOnly, next, pageQuery, withChange } from '../../src/core/api/common.ts'
import { file, fileForm } from '../../src/core/api/file.ts'
import { route } from '../http/route.ts'
import { createFile, deleteFile, FILE_LIMIT, fileParam, readFiles, serveFile } from './files.ts'

export const fileRoutes = [
  route({
    method: 'GET',
    path: '/api/records/:id/files',
    summary: 'List a record’s files',
    tag: 'file',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    query: pageQuery,
    response: v.strictObject({ files: v.array(file), next }),
    handler: (context, { id }, { query }) => readFiles(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/records/:id/files',
    summary: 'Upload a file',
    details: 'At most 10 MB, to the record or into one of its file fields.',
    tag: 'file',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    body: { form: fileForm, limit: FILE_LIMIT },
    status: 201,
    response: withChange({ file }),
    example: { body: { file: 'offer.txt' } },
    handler: (context, { id }, { body }) => createFile(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/files/:id',
    summary: 'Download a file',
    details: 'Pictures and PDFs come as what they are, everything else as a download.',
    tag: 'file',
    params: { id: fileParam },
    requires: { project: 'view', of: 'id' },
    response: 'application/octet-stream',
    handler: (context, { id }) => serveFile(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/files/:id',
    summary: 'Delete a file',
    tag: 'file',
    params: { id: fileParam },
    requires: { project: 'edit', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => deleteFile(context, id),
  }),
]
