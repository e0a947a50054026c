import * as v from 'valibot'
import { next } from '../../src/core/api/common.ts'
import { undone } from '../../src/core/api/history.ts'
import { hit } from '../../src/core/api/record.ts'
import * as shapes from '../../src/core/api/workspace.ts'
import { undoChange } from '../changes/undo/undo.ts'
import { route } from '../http/route.ts'
import * as people from '../people/people.ts'
import { search } from '../records/search.ts'
import * as workspace from './workspace.ts'

export const workspaceRoutes = [
  route({
    method: 'GET',
    path: '/api/me',
    summary: 'Tells who one is, and of which workspace',
    tag: 'person',
    requires: 'person',
    response: shapes.me,
    handler: (context) => people.readMe(context),
  }),
  route({
    method: 'PUT',
    path: '/api/me/preferences',
    summary: 'Sets one’s language',
    tag: 'person',
    requires: 'person',
    body: people.preferences,
    response: v.strictObject({ language: v.string() }),
    example: { body: { language: 'km' } },
    handler: (context, _, { body }) => people.setPreferences(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/workspace',
    summary: 'Reads the workspace’s settings',
    tag: 'workspace',
    requires: 'person',
    response: v.strictObject({ workspace: shapes.workspace }),
    handler: async (context) => {
      await context.batch()
      return { workspace: workspace.workspaceAnswer(context) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/workspace',
    summary: 'Changes the workspace’s settings: name, country, currencies, rates, time zone',
    details: '`rates` are all of them from now on; `addRates` and `removeRates` leave the others as they are.',
    tag: 'workspace',
    requires: { workspace: 'projects' },
    body: workspace.workspacePatch,
    response: v.strictObject({ workspace: shapes.workspace }),
    example: {
      body: { reportCurrency: 'USD', rates: [{ currency: 'KHR', rate: '4100', from: '2026-01-01' }] },
    },
    handler: (context, _, { body }) => workspace.updateWorkspace(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/search',
    summary: 'Finds records of every project by their texts, in any script',
    tag: 'search',
    requires: 'person',
    query: v.object({ q: v.optional(v.pipe(v.string(), v.description('the words, all of which must be there'))) }),
    response: v.strictObject({ results: v.array(hit), next }),
    example: { query: { q: 'water' } },
    handler: (context, _, { query }) => search(context, query.q ?? ''),
  }),
  route({
    method: 'POST',
    path: '/api/changes/:id/undo',
    summary: 'Takes a change back; what others changed since is kept and told',
    details: 'One’s own change, by whoever still may do it; anyone’s by who manages the project.',
    tag: 'change',
    params: { id: 'change' },
    requires: 'person',
    response: undone,
    handler: (context, { id }) => undoChange(context, id),
  }),
]
