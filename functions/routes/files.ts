import * as v from 'valibot'
import { fault, Problem } from '../../src/core/errors/index.ts'
import { file } from '../../src/core/model/shapes/value.ts'
import * as files from '../model/files.ts'
import type { Http } from '../request.ts'
import { route } from '../route.ts'
import { changeOnly, withChange } from './with-change.ts'

export const fileRoutes = [
  route({
    method: 'GET',
    path: '/api/records/:id/files',
    summary: 'Lists a record’s files',
    tag: 'file',
    params: { id: 'record' },
    needs: { project: 'view', of: 'id' },
    tagged: true,
    answer: v.strictObject({ files: v.array(file) }),
    run: async (context, { id }) => ({ files: await files.readFiles(context, id) }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:id/files',
    summary: 'Puts a file of at most 10 MB on a record, or into one of its file fields',
    tag: 'file',
    params: { id: 'record' },
    needs: { project: 'edit', of: 'id' },
    body: { form: v.object({ file: v.file(), field: v.optional(v.string()) }) },
    status: 201,
    answer: withChange({ file }),
    example: { body: { file: 'offer.txt' } },
    run: async (context, { id }, { http }) => files.createFile(context, id, await formOf(http)),
  }),
  route({
    method: 'GET',
    path: '/api/files/:id',
    summary: 'Reads a file’s bytes',
    details: 'Pictures and PDFs come as what they are, everything else as a download.',
    tag: 'file',
    params: { id: 'file' },
    needs: { project: 'view', of: 'id' },
    answer: 'application/octet-stream',
    run: (context, { id }) => files.serveFile(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/files/:id',
    summary: 'Deletes a file',
    tag: 'file',
    params: { id: 'file' },
    needs: { project: 'edit', of: 'id' },
    answer: changeOnly,
    run: (context, { id }) => files.deleteFile(context, id),
  }),
]

/** One that says itself too large isn't read at all. */
async function formOf(http: Http): Promise<FormData> {
  const declared = Number(http.req.header('content-length') ?? 0)
  if (declared > files.FILE_LIMIT + 65_536) throw new Problem(413, [fault('file', 'tooLarge', { max: '10 MB' })])
  return http.req.formData().catch(() => {
    throw new Problem(400, [fault('', 'malformed')])
  })
}
