import * as v from 'valibot'
import { team } from '../../src/core/model/shapes/access.ts'
import { nothing } from '../../src/core/model/shapes/door.ts'
import { createTeam, deleteTeam, readTeams, teamInput, teamPatch, updateTeam } from '../model/teams.ts'
import { route } from '../route.ts'

const needs = { workspace: 'people' } as const
const answer = v.strictObject({ team })

export const teamRoutes = [
  route({
    method: 'GET',
    path: '/api/teams',
    summary: 'Lists the teams',
    tag: 'team',
    needs: 'person',
    answer: v.strictObject({ teams: v.array(team) }),
    run: (context) => readTeams(context),
  }),
  route({
    method: 'POST',
    path: '/api/teams',
    summary: 'Makes a team',
    tag: 'team',
    needs,
    body: teamInput,
    status: 201,
    answer,
    example: { body: { name: 'Siem Reap', people: ['{person}'] } },
    run: (context, _, { body }) => createTeam(context, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/teams/:id',
    summary: 'Renames a team, or says who is in it',
    details: '`people` are all of them from now on; `add` and `remove` leave the others as they are.',
    tag: 'team',
    params: { id: 'team' },
    needs,
    body: teamPatch,
    answer,
    example: { body: { name: 'Phnom Penh', add: ['{person}'] } },
    run: (context, { id }, { body }) => updateTeam(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/teams/:id',
    summary: 'Dissolves a team; its people stay',
    tag: 'team',
    params: { id: 'team' },
    needs,
    answer: nothing,
    run: (context, { id }) => deleteTeam(context, id),
  }),
]
