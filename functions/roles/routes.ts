import * as v from 'valibot'
import { next, nothing, pageQuery } from '../../src/core/api/common.ts'
import { role } from '../../src/core/api/role.ts'
import { rolePatchSchema, roleSchema } from '../../src/core/permissions/index.ts'
import { route } from '../http/route.ts'
import { createRole, deleteRole, ownRole, readRoles, updateRole } from './roles.ts'

const requires = { workspace: 'people' } as const
const response = v.strictObject({ role })

export const roleRoutes = [
  route({
    method: 'GET',
    path: '/api/roles',
    summary: 'List roles',
    details: 'And what each allows.',
    tag: 'role',
    requires,
    query: pageQuery,
    response: v.strictObject({ roles: v.array(role), next }),
    handler: (context, _, { query }) => readRoles(context, query),
  }),
  route({
    method: 'POST',
    path: '/api/roles',
    summary: 'Create a role',
    details:
      'Projects by id, `*` for every other. `records`: `own` are those that one is assigned to, or made and nobody is assigned to; `team` the same for anyone in one’s teams. A field that isn’t named may be edited by who edits the project; what is worked out from a hidden field is hidden too, unless it is `open`.',
    tag: 'role',
    requires,
    body: roleSchema,
    status: 201,
    response,
    example: {
      body: {
        name: 'Junior',
        projects: {
          '*': { access: 'view' },
          '{project}': { access: 'edit', records: 'own', fields: { Cost: 'hidden' } },
        },
      },
    },
    handler: (context, _, { body }) => createRole(context, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/roles/:id',
    summary: 'Update a role',
    details:
      'What isn’t sent stays. Each right of the workspace, each project and each field stays by itself; a project of `null` is as every other again.',
    tag: 'role',
    params: { id: ownRole },
    requires,
    body: rolePatchSchema,
    response,
    example: { body: { name: 'Trainee', projects: { '{project}': { fields: { Amount: 'view' } } } } },
    handler: (context, { id }, { body }) => updateRole(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/roles/:id',
    summary: 'Delete a role',
    details: 'Only one that nobody has.',
    tag: 'role',
    params: { id: ownRole },
    requires,
    response: nothing,
    handler: (context, { id }) => deleteRole(context, id),
  }),
]
