import * as v from 'valibot'
import { count, named, withChange } from '../../src/core/api/common.ts'
import { project } from '../../src/core/api/project.ts'
import { templateInput, templateLanguage, templateStart } from '../../src/core/api/template.ts'
import { route } from '../http/route.ts'
import { createSales, removeSample } from './create-sales.ts'
import { startProject } from './start-project.ts'
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
    method: 'POST',
    path: '/api/projects/:id/template',
    summary: 'Start a project from a template',
    details:
      'A project without records gets the lists, fields and tags of a pipeline, of a list of customers, of deliveries or of invoices. Its own lists make room; fields and tags of the same name stay as they are; what refers to a project that is not here is left out. Once there are records it is a 409.',
    tag: 'template',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    body: templateStart,
    response: withChange({ project }),
    example: { params: { id: '{project:new}' }, body: { template: 'pipeline' } },
    handler: (context, { id }, { body }) => startProject(context, id, body),
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
