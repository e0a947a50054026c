import * as v from 'valibot'
import { handover } from '../../src/core/api/role.ts'
import { person } from '../../src/core/api/workspace.ts'
import { route } from '../http/route.ts'
import { withChange } from '../http/with-change.ts'
import { deactivate, deactivationInput, reactivate } from './deactivate.ts'
import { erasePerson, personErasureInput } from './erase.ts'
import { personPatch, readPeople, updatePerson } from './people.ts'

const response = v.strictObject({ person })

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/api/people',
    summary: 'Lists the people of the workspace, those who have left too',
    tag: 'person',
    requires: 'person',
    response: v.strictObject({ people: v.array(person) }),
    handler: async (context) => ({ people: await readPeople(context) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/people/:id',
    summary: 'Gives somebody another role',
    details: 'Nobody gives more than they may do themselves. The owner may make somebody else the owner.',
    tag: 'person',
    params: { id: 'person' },
    requires: { workspace: 'people' },
    body: personPatch,
    response,
    example: { body: { role: 'viewer' } },
    handler: (context, { id }, { body }) => updatePerson(context, id, body),
  }),
  route({
    method: 'PUT',
    path: '/api/people/:id/deactivation',
    summary: 'Ends somebody’s sessions and keys, and hands their records over',
    tag: 'person',
    params: { id: 'person' },
    requires: { workspace: 'people' },
    body: deactivationInput,
    response: withChange({ person, ...handover.entries }),
    example: { body: { handTo: '{person:owner}' } },
    handler: (context, { id }, { body }) => deactivate(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/people/:id/deactivation',
    summary: 'Lets somebody in again, with the role that they had',
    tag: 'person',
    params: { id: 'person' },
    requires: { workspace: 'people' },
    response,
    handler: (context, { id }) => reactivate(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/people/:id/erasure',
    summary: 'Forgets for good who somebody was that has left',
    tag: 'person',
    params: { id: 'person' },
    requires: { workspace: 'people' },
    body: personErasureInput,
    response,
    example: { params: { id: '{person:left}' }, body: { name: 'Visal Keo' } },
    handler: (context, { id }, { body }) => erasePerson(context, id, body),
  }),
]
