import * as v from 'valibot'
import { count, named } from '../../src/core/model/shapes/plain.ts'
import { project } from '../../src/core/model/shapes/project.ts'
import * as template from '../model/template.ts'
import { route } from '../route.ts'
import { withChange } from './with-change.ts'

export const templateRoutes = [
  route({
    method: 'POST',
    path: '/api/templates/sales',
    summary: 'Makes the sales CRM: customers, opportunities, a dashboard, and what else is asked for',
    tag: 'template',
    needs: { workspace: 'projects' },
    body: template.schema,
    status: 201,
    answer: withChange({ projects: v.array(project), dashboard: named }),
    example: { body: { sellTo: 'companies', currency: 'USD', with: ['delivery', 'invoices'], sample: true } },
    run: (context, _, { body }) => template.createSales(context, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/templates/sales/sample',
    summary: 'Takes the example data out again',
    tag: 'template',
    needs: { workspace: 'projects' },
    answer: withChange({ removed: count }),
    run: (context) => template.removeSample(context),
  }),
]
