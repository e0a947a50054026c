import * as v from 'valibot'
import { count, named, withChange } from '../../src/core/api/common.ts'
import { project } from '../../src/core/api/project.ts'
import { templateInput } from '../../src/core/api/template.ts'
import { route } from '../http/route.ts'
import { createSales, removeSample } from './create-sales.ts'

export const templateRoutes = [
  route({
    method: 'POST',
    path: '/api/templates/sales',
    summary: 'Create the sales CRM',
    details: 'Customers, opportunities, a dashboard, and what else is asked for.',
    tag: 'template',
    requires: { workspace: 'projects' },
    body: templateInput,
    status: 201,
    response: withChange({ projects: v.array(project), dashboard: named }),
    example: { body: { sellTo: 'companies', currency: 'USD', with: ['delivery', 'invoices'], sample: true } },
    handler: (context, _, { body }) => createSales(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/templates/sales/sample',
    summary: 'Remove the sample data',
    details: 'What the team made itself stays.',
    tag: 'template',
    requires: { workspace: 'projects' },
    response: withChange({ removed: count }),
    handler: (context) => removeSample(context),
  }),
]
