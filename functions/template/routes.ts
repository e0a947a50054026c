import * as v from 'valibot'
import { count, named, withChange } from '../../src/core/api/common.ts'
import { project } from '../../src/core/api/project.ts'
import { templateInput, templateLanguage } from '../../src/core/api/template.ts'
import { route } from '../http/route.ts'
import { createSales, removeSample } from './create-sales.ts'
import { translateTemplate } from './translate.ts'

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
    method: 'PUT',
    path: '/api/templates/sales/language',
    summary: 'Translate the names of the sales CRM',
    details:
      'Of its projects, lists, fields, options, tags and charts those that are still called as the template made them. One change, which can be undone.',
    tag: 'template',
    requires: { workspace: 'projects' },
    body: templateLanguage,
    response: withChange({ renamed: count }),
    example: { body: { language: 'en' } },
    handler: (context, _, { body }) => translateTemplate(context, body.language),
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
