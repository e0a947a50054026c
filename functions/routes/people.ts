import * as v from 'valibot'
import { handover } from '../../src/core/model/shapes/access.ts'
import { person } from '../../src/core/model/shapes/workspace.ts'
import { deactivate, deactivationInput, reactivate } from '../model/deactivation.ts'
import { erasePerson, personErasureInput } from '../model/erased-person.ts'
import { personPatch, readPeople, updatePerson } from '../model/people.ts'
import { route } from '../route.ts'
import { withChange } from './with-change.ts'

const answer = v.strictObject({ person })

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/api/people',
    summary: 'Lists the people of the workspace, those who have left too',
    tag: 'person',
    needs: 'person',
    answer: v.strictObject({ people: v.array(person) }),
    run: async (context) => ({ people: await readPeople(context) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/people/:id',
    summary: 'Gives somebody another role',
    details: 'Nobody gives more than they may do themselves. The owner may make somebody else the owner.',
    tag: 'person',
    params: { id: 'person' },
    needs: { workspace: 'people' },
    body: personPatch,
    answer,
    example: { body: { role: 'viewer' } },
    run: (context, { id }, { body }) => updatePerson(context, id, body),
  }),
  route({
    method: 'PUT',
    path: '/api/people/:id/deactivation',
    summary: 'Ends somebody’s sessions and keys, and hands their records over',
    tag: 'person',
    params: { id: 'person' },
    needs: { workspace: 'people' },
    body: deactivationInput,
    answer: withChange({ person, ...handover.entries }),
    example: { body: { handTo: '{person:owner}' } },
    run: (context, { id }, { body }) => deactivate(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/people/:id/deactivation',
    summary: 'Lets somebody in again, with the role that they had',
    tag: 'person',
    params: { id: 'person' },
    needs: { workspace: 'people' },
    answer,
    run: (context, { id }) => reactivate(context, id),
  }),
  route({
    method: 'PUT',
    path: '/api/people/:id/erasure',
    summary: 'Forgets for good who somebody was that has left',
    tag: 'person',
    params: { id: 'person' },
    needs: { workspace: 'people' },
    body: personErasureInput,
    answer,
    example: { params: { id: '{person:left}' }, body: { name: 'Visal Keo' } },
    run: (context, { id }, { body }) => erasePerson(context, id, body),
  }),
]
