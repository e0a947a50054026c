import { Hono } from 'hono'
import { json } from '../answer.ts'
import type { Env } from '../context.ts'
import { readMe, readPeople, setPreferences } from '../model/people.ts'
import { search } from '../model/search.ts'
import { undoChange } from '../model/undo.ts'
import { updateWorkspace, workspaceAnswer } from '../model/workspace.ts'
import { person } from '../request.ts'

export const workspaceRoutes = new Hono<{ Bindings: Env }>()

workspaceRoutes.get(
  '/api/me',
  person(async (context) => json(await readMe(context))),
)
workspaceRoutes.put(
  '/api/me/preferences',
  person(async (context, _http, body) => json(await setPreferences(context, body))),
)
workspaceRoutes.get(
  '/api/people',
  person(async (context) => json({ people: await readPeople(context) })),
)
workspaceRoutes.get(
  '/api/workspace',
  person(async (context) => {
    await context.ask()
    return json({ workspace: workspaceAnswer(context) })
  }),
)
workspaceRoutes.patch(
  '/api/workspace',
  person(async (context, _http, body) => json(await updateWorkspace(context, body))),
)
workspaceRoutes.get(
  '/api/search',
  person(async (context, http) => json(await search(context, http.req.query('q') ?? ''))),
)
workspaceRoutes.post(
  '/api/changes/:id/undo',
  person(async (context, http) => json(await undoChange(context, http.req.param('id')))),
)
