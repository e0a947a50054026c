import { Hono } from 'hono'
import { json } from '../answer.ts'
import type { Env } from '../context.ts'
import { createSales, removeSample } from '../model/template.ts'
import { person } from '../request.ts'

export const templateRoutes = new Hono<{ Bindings: Env }>()

templateRoutes.post(
  '/api/templates/sales',
  person(async (context, _http, body) => json(await createSales(context, body), 201)),
)
templateRoutes.delete(
  '/api/templates/sales/sample',
  person(async (context) => json(await removeSample(context))),
)
