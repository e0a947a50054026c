import * as v from 'valibot'
import { count, named } from '../../src/core/api/common.ts'
import { project } from '../../src/core/api/project.ts'
import { route } from '../http/route.ts'
import { withChange } from '../http/with-change.ts'
import * as template from './create-sales.ts'

export const templateRoutes = [
  route({
    method: 'POST',
    path: '/api/templates/sales',
    summary: 'Makes the sales CRM: customers, opportunities, a dashboard, and what else is asked for',
    tag: 'template',
    requires: { workspace: 'projects' },
    body: template.templateInput,
    status: 201,
    response: withChange({ projects: v.array(project), dashboard: named }),
    example: { body: { sellTo: 'companies', currency: 'USD', with: ['delivery', 'invoices'], sample: true } },
    handler: (context, _, { body }) => template.createSales(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/templates/sales/sample',
    summary: 'Takes the example data out again',
    tag: 'template',
    requires: { workspace: 'projects' },
    response: withChange({ removed: count }),
    handler: (context) => template.removeSample(context),
  }),
]
