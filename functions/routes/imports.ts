import { Hono } from 'hono'
import { idFrom } from '../../src/core/model/index.ts'
import { json } from '../answer.ts'
import type { Env } from '../context.ts'
import { createImport, finishImport, readImport, undoImport } from '../model/imports/job.ts'
import { putRows } from '../model/imports/put-rows.ts'
import { person } from '../request.ts'

export const importRoutes = new Hono<{ Bindings: Env }>()

importRoutes.post(
  '/api/projects/:id/imports',
  person(async (context, http, body) => json(await createImport(context, idFrom(http.req.param('id')), body), 201)),
)
importRoutes.get(
  '/api/imports/:id',
  person(async (context, http) => json({ import: await readImport(context, http.req.param('id')) })),
)
importRoutes.put(
  '/api/imports/:id/rows/:n',
  person(async (context, http, body) => json(await putRows(context, http.req.param('id'), http.req.param('n')!, body))),
)
importRoutes.post(
  '/api/imports/:id/finish',
  person(async (context, http) => json(await finishImport(context, http.req.param('id')))),
)
importRoutes.delete(
  '/api/imports/:id',
  person(async (context, http) => json(await undoImport(context, http.req.param('id')))),
)
