import * as v from 'valibot'
import { idFrom } from '../../src/core/model/index.ts'
import * as shapes from '../../src/core/model/shapes/project.ts'
import * as projects from '../model/projects.ts'
import { route } from '../route.ts'
import { changeOnly, withChange } from './with-change.ts'

const project = v.strictObject({ project: shapes.project })

export const projectRoutes = [
  route({
    method: 'GET',
    path: '/api/projects',
    summary: 'Lists the projects one may see, with their lists, fields and tags',
    tag: 'project',
    needs: 'person',
    answer: v.strictObject({ projects: v.array(shapes.project) }),
    run: async (context) => {
      await context.ask()
      return { projects: projects.readProjects(context) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/projects',
    summary: 'Makes a project with one list',
    tag: 'project',
    needs: { workspace: 'projects' },
    body: projects.createSchema,
    status: 201,
    answer: withChange({ project: shapes.project }),
    example: { body: { name: 'Suppliers', recordName: 'Supplier', titleName: 'Company name' } },
    run: (context, _, { body }) => projects.createProject(context, body),
  }),
  route({
    method: 'GET',
    path: '/api/projects/:id',
    summary: 'Reads a project: its lists, fields and tags, and what one may do in it',
    tag: 'project',
    params: { id: 'project' },
    needs: { project: 'view', of: 'id' },
    answer: project,
    run: (context, { id }) => projects.readProject(context, idFrom(id)),
  }),
  route({
    method: 'PATCH',
    path: '/api/projects/:id',
    summary: 'Changes what a project and its records are called, and which parts they have',
    tag: 'project',
    params: { id: 'project' },
    needs: { project: 'manage', of: 'id' },
    body: projects.patchSchema,
    answer: withChange({ project: shapes.project }),
    example: { body: { name: 'Deals', parts: { dependencies: false } } },
    run: (context, { id }, { body }) => projects.updateProject(context, idFrom(id), body),
  }),
  route({
    method: 'DELETE',
    path: '/api/projects/:id',
    summary: 'Deletes a project; undoing the change brings it back with its records',
    tag: 'project',
    params: { id: 'project' },
    needs: { project: 'manage', of: 'id', workspace: 'projects' },
    answer: changeOnly,
    run: (context, { id }) => projects.deleteProject(context, idFrom(id)),
  }),
]
