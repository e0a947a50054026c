import { list } from '../../src/core/api/project.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { route } from '../http/route.ts'
import { changeOnly, withChange } from '../http/with-change.ts'
import * as lists from './lists.ts'

export const listRoutes = [
  route({
    method: 'POST',
    path: '/api/projects/:id/lists',
    summary: 'Adds a list at the end of a project',
    tag: 'list',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    body: lists.listInput,
    status: 201,
    response: withChange({ list }),
    example: { body: { name: 'Waiting for budget', kind: 'open', probability: 30, color: 'amber' } },
    handler: (context, { id }, { body }) => lists.createList(context, idFrom(id), body),
  }),
  route({
    method: 'PATCH',
    path: '/api/lists/:id',
    summary: 'Changes a list, or moves it before or after another',
    details: 'A list that becomes won, lost or void closes its records; one that becomes open opens them again.',
    tag: 'list',
    params: { id: 'list' },
    requires: { project: 'manage', of: 'id' },
    body: lists.listPatch,
    response: withChange({ list }),
    example: { body: { probability: 60, staleAfterDays: 14 } },
    handler: (context, { id }, { body }) => lists.updateList(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/lists/:id',
    summary: 'Deletes an empty list',
    details: 'A list that still has records is a 409, and so is no list at all: a project needs one.',
    tag: 'list',
    params: { id: 'list' },
    requires: { project: 'manage', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => lists.deleteList(context, id),
  }),
]
