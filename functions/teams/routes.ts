import * as v from 'valibot'
import { next, nothing, pageQuery } from '../../src/core/api/common.ts'
import { team, teamInput, teamPatch } from '../../src/core/api/team.ts'
import { route } from '../http/route.ts'
import { createTeam, deleteTeam, mayChangeTeams, readTeams, teamParam, updateTeam } from './teams.ts'

const requires = { workspace: 'people' } as const
const response = v.strictObject({ team })

export const teamRoutes = [
  route({
    method: 'GET',
    path: '/api/teams',
    summary: 'List teams',
    tag: 'team',
    requires: 'person',
    query: pageQuery,
    response: v.strictObject({ teams: v.array(team), next }),
    handler: (context, _, { query }) => readTeams(context, query),
  }),
  route({
    method: 'POST',
    path: '/api/teams',
    summary: 'Create a team',
    tag: 'team',
    requires,
    may: mayChangeTeams,
    body: teamInput,
    status: 201,
    response,
    example: { body: { name: 'Siem Reap', people: ['{person}'] } },
    handler: (context, _, { body }) => createTeam(context, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/teams/:id',
    summary: 'Update a team',
    details: '`people` are all of them from now on; `add` and `remove` leave the others as they are.',
    tag: 'team',
    params: { id: teamParam },
    requires,
    may: mayChangeTeams,
    body: teamPatch,
    response,
    example: { body: { name: 'Phnom Penh', add: ['{person}'] } },
    handler: (context, { id }, { body }) => updateTeam(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/teams/:id',
    summary: 'Delete a team',
    details: 'Its people stay.',
    tag: 'team',
    params: { id: teamParam },
    requires,
    may: mayChangeTeams,
    response: nothing,
    handler: (context, { id }) => deleteTeam(context, id),
  }),
]
