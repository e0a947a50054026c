import * as v from 'valibot'
import * as shapes from '../../src/core/api/project.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { route } from '../http/route.ts'
import { changeOnly, withChange } from '../http/with-change.ts'
import * as projects from './projects.ts'

const project = v.strictObject({ project: shapes.project })

export const projectRoutes = [
  route({
    method: 'GET',
    path: '/api/projects',
    summary: 'Lists the projects one may see, with their lists, fields and tags',
    tag: 'project',
    requires: 'person',
    response: v.strictObject({ projects: v.array(shapes.project) }),
    handler: async (context) => {
      await context.batch()
      return { projects: projects.readProjects(context) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/projects',
    summary: 'Makes a project with one list',
    tag: 'project',
    requires: { workspace: 'projects' },
    body: projects.projectInput,
    status: 201,
    response: withChange({ project: shapes.project }),
    example: { body: { name: 'Suppliers', recordName: 'Supplier', titleName: 'Company name' } },
    handler: (context, _, { body }) => projects.createProject(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/projects/:id',
    summary: 'Reads a project: its lists, fields and tags, and what one may do in it',
    tag: 'project',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    response: project,
    handler: (context, { id }) => projects.readProject(context, idFrom(id)),
  }),
  route({
    method: 'PATCH',
    path: '/api/projects/:id',
    summary: 'Changes what a project and its records are called, and which parts they have',
    tag: 'project',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    body: projects.projectPatch,
    response: withChange({ project: shapes.project }),
    example: { body: { name: 'Deals', parts: { dependencies: false } } },
    handler: (context, { id }, { body }) => projects.updateProject(context, idFrom(id), body),
  }),
  route({
    method: 'DELETE',
    path: '/api/projects/:id',
    summary: 'Deletes a project; undoing the change brings it back with its records',
    tag: 'project',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id', workspace: 'projects' },
    response: changeOnly,
    handler: (context, { id }) => projects.deleteProject(context, idFrom(id)),
  }),
]
