import * as v from 'valibot'
import { undone } from '../../src/core/model/shapes/hanging.ts'
import { next } from '../../src/core/model/shapes/plain.ts'
import { hit } from '../../src/core/model/shapes/record.ts'
import * as shapes from '../../src/core/model/shapes/workspace.ts'
import * as people from '../model/people.ts'
import { search } from '../model/search.ts'
import { undoChange } from '../model/undo.ts'
import * as workspace from '../model/workspace.ts'
import { route } from '../route.ts'

export const workspaceRoutes = [
  route({
    method: 'GET',
    path: '/api/me',
    summary: 'Tells who one is, and of which workspace',
    tag: 'person',
    needs: 'person',
    answer: shapes.me,
    run: (context) => people.readMe(context),
  }),
  route({
    method: 'PUT',
    path: '/api/me/preferences',
    summary: 'Sets one’s language',
    tag: 'person',
    needs: 'person',
    body: people.preferences,
    answer: v.strictObject({ language: v.string() }),
    example: { body: { language: 'km' } },
    run: (context, _, { body }) => people.setPreferences(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/workspace',
    summary: 'Reads the workspace’s settings',
    tag: 'workspace',
    needs: 'person',
    answer: v.strictObject({ workspace: shapes.workspace }),
    run: async (context) => {
      await context.ask()
      return { workspace: workspace.workspaceAnswer(context) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/workspace',
    summary: 'Changes the workspace’s settings: name, country, currencies, rates, time zone',
    details: '`rates` are all of them from now on; `addRates` and `removeRates` leave the others as they are.',
    tag: 'workspace',
    needs: { workspace: 'projects' },
    body: workspace.schema,
    answer: v.strictObject({ workspace: shapes.workspace }),
    example: {
      body: { reportCurrency: 'USD', rates: [{ currency: 'KHR', rate: '4100', from: '2026-01-01' }] },
    },
    run: (context, _, { body }) => workspace.updateWorkspace(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/search',
    summary: 'Finds records of every project by their texts, in any script',
    tag: 'search',
    needs: 'person',
    query: v.object({ q: v.optional(v.pipe(v.string(), v.description('the words, all of which must be there'))) }),
    answer: v.strictObject({ results: v.array(hit), next }),
    example: { query: { q: 'water' } },
    run: (context, _, { query }) => search(context, query.q ?? ''),
  }),
  route({
    method: 'POST',
    path: '/api/changes/:id/undo',
    summary: 'Takes a change back; what others changed since is kept and told',
    details: 'One’s own change, by whoever still may do it; anyone’s by who manages the project.',
    tag: 'change',
    params: { id: 'change' },
    needs: 'person',
    answer: undone,
    run: (context, { id }) => undoChange(context, id),
  }),
]
