import * as v from 'valibot'
import { changeOnly, withChange } from '../../src/core/api/common.ts'
import { file, fileForm } from '../../src/core/api/file.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Http } from '../http/body.ts'
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
    response: v.strictObject({ files: v.array(file) }),
    handler: async (context, { id }) => ({ files: await readFiles(context, id) }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:id/files',
    summary: 'Upload a file',
    details: 'At most 10 MB, to the record or into one of its file fields.',
    tag: 'file',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    body: { form: fileForm },
    status: 201,
    response: withChange({ file }),
    example: { body: { file: 'offer.txt' } },
    handler: async (context, { id }, { http }) => createFile(context, id, await readForm(http)),
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

/** One that says itself too large isn't read at all. */
async function readForm(http: Http): Promise<FormData> {
  const declared = Number(http.req.header('content-length') ?? 0)
  if (declared > FILE_LIMIT + 65_536) throw new Problem(413, [issue('file', 'tooLarge', { max: '10 MB' })])
  return http.req.formData().catch(() => {
    throw new Problem(400, [issue('', 'malformed')])
  })
}
