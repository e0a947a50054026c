import * as v from 'valibot'
import { workspace, workspacePatch } from '../../src/core/api/workspace.ts'
import { route } from '../http/route.ts'
import { updateWorkspace, workspaceAnswer } from './workspace.ts'

const response = v.strictObject({ workspace })

export const workspaceRoutes = [
  route({
    method: 'GET',
    path: '/api/workspace',
    summary: 'Retrieve the workspace',
    tag: 'workspace',
    requires: 'person',
    response,
    handler: async (context) => {
      await context.batch()
      return { workspace: workspaceAnswer(context) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/workspace',
    summary: 'Update the workspace',
    details:
      'Name, country, currencies, rates, time zone, whether people see who has a record open (`presence`), working days and holidays. `rates` are all of them from now on; `addRates` and `removeRates` leave the others as they are.',
    tag: 'workspace',
    requires: { workspace: 'projects' },
    body: workspacePatch,
    response,
    example: {
      body: { reportCurrency: 'USD', rates: [{ currency: 'KHR', rate: '4100', from: '2026-01-01' }] },
    },
    handler: (context, _, { body }) => updateWorkspace(context, body),
  }),
]
