import { changeOnly, withChange } from '../../src/core/api/common.ts'
import { list, listInput, listPatch } from '../../src/core/api/list.ts'
import { route } from '../http/route.ts'
import { createList, deleteList, updateList } from './lists.ts'

export const listRoutes = [
  route({
    method: 'POST',
    path: '/api/projects/:id/lists',
    summary: 'Create a list',
    details: 'It stands at the end.',
    tag: 'list',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    body: listInput,
    status: 201,
    response: withChange({ list }),
    example: { body: { name: 'Waiting for budget', kind: 'open', probability: 30, color: 'amber' } },
    handler: (context, { id }, { body }) => createList(context, id, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/lists/:id',
    summary: 'Update a list',
    details:
      'Also moves it before or after another. A list that becomes won, lost or void closes its records; one that becomes open opens them again.',
    tag: 'list',
    params: { id: 'list' },
    requires: { project: 'manage', of: 'id' },
    body: listPatch,
    response: withChange({ list }),
    example: { body: { probability: 60, staleAfterDays: 14 } },
    handler: (context, { id }, { body }) => updateList(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/lists/:id',
    summary: 'Delete a list',
    details: 'A list that still has records is a 409, and the last one is a 422: a project needs one.',
    tag: 'list',
    params: { id: 'list' },
    requires: { project: 'manage', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => deleteList(context, id),
  }),
]
