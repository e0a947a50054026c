import { Hono } from 'hono'
import { fault, Problem } from '../../src/core/errors/index.ts'
import { json, jsonText } from '../answer.ts'
import type { Env } from '../context.ts'
import * as comments from '../model/comments.ts'
import * as files from '../model/files.ts'
import { readHistory } from '../model/history.ts'
import { readReferencedBy } from '../model/records/referenced-by.ts'
import { person, reading } from '../request.ts'

/** What hangs on a record: its history, comments, files. */
export const hangings = new Hono<{ Bindings: Env }>()

hangings.get(
  '/api/records/:id/history',
  reading(async (context, http) => json(await readHistory(context, http.req.param('id'), http.req.query('cursor')))),
)

hangings.get(
  '/api/records/:id/referenced-by',
  reading(async (context, http) => jsonText(await readReferencedBy(context, http.req.param('id')))),
)

hangings.get(
  '/api/records/:id/comments',
  reading(async (context, http) => json({ comments: await comments.readComments(context, http.req.param('id')) })),
)
hangings.post(
  '/api/records/:id/comments',
  person(async (context, http, body) => json(await comments.createComment(context, http.req.param('id'), body), 201)),
)
hangings.patch(
  '/api/comments/:id',
  person(async (context, http, body) => json(await comments.updateComment(context, http.req.param('id'), body))),
)
hangings.delete(
  '/api/comments/:id',
  person(async (context, http) => json(await comments.deleteComment(context, http.req.param('id')))),
)

hangings.get(
  '/api/records/:id/files',
  reading(async (context, http) => json({ files: await files.readFiles(context, http.req.param('id')) })),
)
hangings.post(
  '/api/records/:id/files',
  person(async (context, http) => {
    const declared = Number(http.req.header('content-length') ?? 0)
    if (declared > files.FILE_LIMIT + 65_536) throw new Problem(413, [fault('file', 'tooLarge', { max: '10 MB' })])
    const form = await http.req.formData().catch(() => {
      throw new Problem(400, [fault('', 'malformed')])
    })
    return json(await files.createFile(context, http.req.param('id'), form), 201)
  }),
)
hangings.get(
  '/api/files/:id',
  person(async (context, http) => files.serveFile(context, http.req.param('id'))),
)
hangings.delete(
  '/api/files/:id',
  person(async (context, http) => json(await files.deleteFile(context, http.req.param('id')))),
)
