import * as v from 'valibot'
import { file } from '../../src/core/api/value.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Http } from '../http/authenticated.ts'
import { route } from '../http/route.ts'
import { changeOnly, withChange } from '../http/with-change.ts'
import * as files from './files.ts'

export const fileRoutes = [
  route({
    method: 'GET',
    path: '/api/records/:id/files',
    summary: 'Lists a record’s files',
    tag: 'file',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    response: v.strictObject({ files: v.array(file) }),
    handler: async (context, { id }) => ({ files: await files.readFiles(context, id) }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:id/files',
    summary: 'Puts a file of at most 10 MB on a record, or into one of its file fields',
    tag: 'file',
    params: { id: 'record' },
    requires: { project: 'edit', of: 'id' },
    body: { form: v.object({ file: v.file(), field: v.optional(v.string()) }) },
    status: 201,
    response: withChange({ file }),
    example: { body: { file: 'offer.txt' } },
    handler: async (context, { id }, { http }) => files.createFile(context, id, await formOf(http)),
  }),
  route({
    method: 'GET',
    path: '/api/files/:id',
    summary: 'Reads a file’s bytes',
    details: 'Pictures and PDFs come as what they are, everything else as a download.',
    tag: 'file',
    params: { id: 'file' },
    requires: { project: 'view', of: 'id' },
    response: 'application/octet-stream',
    handler: (context, { id }) => files.serveFile(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/files/:id',
    summary: 'Deletes a file',
    tag: 'file',
    params: { id: 'file' },
    requires: { project: 'edit', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => files.deleteFile(context, id),
  }),
]

/** One that says itself too large isn't read at all. */
async function formOf(http: Http): Promise<FormData> {
  const declared = Number(http.req.header('content-length') ?? 0)
  if (declared > files.FILE_LIMIT + 65_536) throw new Problem(413, [issue('file', 'tooLarge', { max: '10 MB' })])
  return http.req.formData().catch(() => {
    throw new Problem(400, [issue('', 'malformed')])
  })
}
