import { Hono } from 'hono'
import { idFrom } from '../../src/core/model/index.ts'
import { json } from '../answer.ts'
import type { Context, Env } from '../context.ts'
import * as fields from '../model/fields.ts'
import { readFields, restoreField } from '../model/fields-kept.ts'
import * as lists from '../model/lists.ts'
import { mergeOptions } from '../model/options.ts'
import * as projects from '../model/projects.ts'
import { previewRetype } from '../model/retype.ts'
import { readTags } from '../model/tag-counts.ts'
import * as tags from '../model/tags.ts'
import { person, reading } from '../request.ts'

export const projectRoutes = new Hono<{ Bindings: Env }>()

/** A verb on a project (`:id`) or on one of its things, with the request's body. */
const on = <T>(step: (context: Context, id: string, body: unknown) => Promise<T>, status = 200) =>
  person(async (context, http, body) => json(await step(context, http.req.param('id')!, body), status))
const project = <T>(step: (context: Context, id: number | null, body: unknown) => Promise<T>, status = 200) =>
  on((context, id, body) => step(context, idFrom(id), body), status)

projectRoutes.get(
  '/api/projects',
  person(async (context) => {
    await context.ask()
    return json({ projects: projects.readProjects(context) })
  }),
)
projectRoutes.post(
  '/api/projects',
  person(async (context, _http, body) => json(await projects.createProject(context, body), 201)),
)
projectRoutes.get('/api/projects/:id', project(projects.readProject))
projectRoutes.patch('/api/projects/:id', project(projects.updateProject))
projectRoutes.delete('/api/projects/:id', project(projects.deleteProject))

projectRoutes.get(
  '/api/projects/:id/tags',
  reading(async (context, http) =>
    json({ tags: await readTags(context, idFrom(http.req.param('id')), http.req.query('sum')) }),
  ),
)

projectRoutes.post('/api/projects/:id/lists', project(lists.createList, 201))
projectRoutes.patch('/api/lists/:id', on(lists.updateList))
projectRoutes.delete('/api/lists/:id', on(lists.deleteList))
projectRoutes.get('/api/projects/:id/fields', project(readFields))
projectRoutes.post('/api/projects/:id/fields', project(fields.createField, 201))
projectRoutes.put('/api/fields/:id/restore', on(restoreField))
projectRoutes.post('/api/fields/:id/retype/preview', on(previewRetype))
projectRoutes.post('/api/fields/:id/options/merge', on(mergeOptions))
projectRoutes.patch('/api/fields/:id', on(fields.updateField))
projectRoutes.delete('/api/fields/:id', on(fields.deleteField))
projectRoutes.post('/api/projects/:id/tags', project(tags.createTag, 201))
projectRoutes.patch('/api/tags/:id', on(tags.updateTag))
projectRoutes.delete('/api/tags/:id', on(tags.deleteTag))
