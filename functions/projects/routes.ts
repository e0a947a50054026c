import * as v from 'valibot'
import { changeOnly, next, pageQuery, withChange } from '../../src/core/api/common.ts'
import { project, projectInput, projectPatch } from '../../src/core/api/project.ts'
import { route } from '../http/route.ts'
import { createProject, deleteProject, readProject, readProjects, updateProject } from './projects.ts'

export const projectRoutes = [
  route({
    method: 'GET',
    path: '/api/projects',
    summary: 'List projects',
    details: 'Those one may see, with their lists, fields and tags.',
    tag: 'project',
    requires: 'person',
    query: pageQuery,
    response: v.strictObject({ projects: v.array(project), next }),
    handler: (context, _, { query }) => readProjects(context, query),
  }),
  route({
    method: 'POST',
    path: '/api/projects',
    summary: 'Create a project',
    details: 'It begins with one list.',
    tag: 'project',
    requires: { workspace: 'projects' },
    body: projectInput,
    status: 201,
    response: withChange({ project }),
    example: { body: { name: 'Suppliers', recordName: 'Supplier', titleName: 'Company name' } },
    handler: (context, _, { body }) => createProject(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/projects/:id',
    summary: 'Retrieve a project',
    details: 'Its lists, fields and tags, and what one may do in it.',
    tag: 'project',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    response: v.strictObject({ project }),
    handler: (context, { id }) => readProject(context, id),
  }),
  route({
    method: 'PATCH',
    path: '/api/projects/:id',
    summary: 'Update a project',
    details: 'What it and its records are called, and which parts they have.',
    tag: 'project',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    body: projectPatch,
    response: withChange({ project }),
    example: { body: { name: 'Deals', parts: { dependencies: false } } },
    handler: (context, { id }, { body }) => updateProject(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/projects/:id',
    summary: 'Delete a project',
    details: 'Undoing the change brings it back with its records.',
    tag: 'project',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id', workspace: 'projects' },
    response: changeOnly,
    handler: (context, { id }) => deleteProject(context, id),
  }),
]
