import * as v from 'valibot'
import { next, pageQuery, withChange } from '../../src/core/api/common.ts'
import { deactivationInput, handover, person, personErasureInput, personPatch } from '../../src/core/api/person.ts'
import { route } from '../http/route.ts'
import { deactivate, reactivate } from './deactivate.ts'
import { erasePerson } from './erase.ts'
import { readPeople, subordinate, updatePerson } from './people.ts'

const response = v.strictObject({ person })

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/api/people',
    summary: 'List people',
    details: 'Those who have left too.',
    tag: 'person',
    requires: 'person',
    query: pageQuery,
    response: v.strictObject({ people: v.array(person), next }),
    handler: (context, _, { query }) => readPeople(context, query),
  }),
  route({
    method: 'PATCH',
    path: '/api/people/:id',
    summary: 'Update a person',
    details:
      'Their role, and when they are on leave (`away`): automations pass them over then. Nobody gives more than they may do themselves. The owner may make somebody else the owner.',
    tag: 'person',
    params: { id: subordinate },
    requires: { workspace: 'people' },
    body: personPatch,
    response,
    example: { body: { role: 'viewer' } },
    handler: (context, { id }, { body }) => updatePerson(context, id, body),
  }),
  route({
    method: 'PUT',
    path: '/api/people/:id/deactivation',
    summary: 'Deactivate a person',
    details: 'Ends their sessions and keys, and hands their records over.',
    tag: 'person',
    params: { id: subordinate },
    requires: { workspace: 'people' },
    body: deactivationInput,
    response: withChange({ person, ...handover.entries }),
    example: { body: { handTo: '{person:owner}' } },
    handler: (context, { id }, { body }) => deactivate(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/people/:id/deactivation',
    summary: 'Reactivate a person',
    details: 'With the role that they had; their keys stay revoked.',
    tag: 'person',
    params: { id: subordinate },
    requires: { workspace: 'people' },
    response,
    handler: (context, { id }) => reactivate(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/people/:id/erasure',
    summary: 'Erase a person',
    details: 'Forgets for good who somebody was that has left.',
    tag: 'person',
    params: { id: subordinate },
    requires: { workspace: 'people' },
    body: personErasureInput,
    response,
    example: { params: { id: '{person:left}' }, body: { name: 'Visal Keo' } },
    handler: (context, { id }, { body }) => erasePerson(context, id, body.name),
  }),
]
