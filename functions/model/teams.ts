import * as v from 'valibot'
import { demandAllRecords, demandPeople } from '../../src/core/access/index.ts'
import { notFound, refuse } from '../../src/core/errors/index.ts'
import { idFrom, type Team } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context.ts'
import { type AuditKind, audited } from './audit.ts'
import { catalogChanged } from './catalog-changed.ts'
import { parse } from './parse.ts'

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))
const people = v.pipe(v.array(v.string()), v.maxLength(1000))
export const teamInput = v.strictObject({ name, people: v.optional(people, []) })
/** `people` are all of them; `add` and `remove` leave whom somebody else adds meanwhile. */
export const teamPatch = v.partial(v.strictObject({ name, people, add: people, remove: people }))

const teamAnswer = ({ id, name, people }: Team) => ({ id: String(id), name, people: people.map(String) })

export async function readTeams(context: Context) {
  await context.ask()
  return { teams: context.whole.teams.map(teamAnswer) }
}

export async function createTeam(context: Context, body: unknown) {
  demandTeams(context)
  const { name, people } = parse(teamInput, body)
  free(context, name)
  const id = raw('(SELECT max(id) FROM teams)')
  const results = await context.ask(
    sql`INSERT INTO teams (name, position) VALUES (${name}, (SELECT coalesce(max(position), 0) + 1 FROM teams))`,
    ...filled(id, members(context, 'people', people)),
    sql`SELECT max(id) AS id FROM teams`,
    noted(context, 'teamMade', id, { name, people }),
    catalogChanged,
  )
  return teamNow(context, Number(results.at(-3)!.results[0]!.id))
}

export async function updateTeam(context: Context, sent: string, body: unknown) {
  demandTeams(context)
  const team = find(context, sent)
  const input = parse(teamPatch, body)
  if (input.name !== undefined) free(context, input.name, team)
  const id = sql`${team.id}`
  const gone = members(context, 'remove', input.remove)
  const whole = input.people ? members(context, 'people', input.people) : team.people
  const after = [...new Set([...whole, ...members(context, 'add', input.add)])].filter((one) => !gone.includes(one))
  const changed = after.length !== team.people.length || after.some((one) => !team.people.includes(one))
  await context.ask(
    sql`UPDATE teams SET name = ${input.name ?? team.name} WHERE id = ${id}`,
    ...(changed ? [sql`DELETE FROM team_people WHERE team_id = ${id}`, ...filled(id, after)] : []),
    noted(context, 'teamChanged', id, {
      name: input.name ?? team.name,
      ...(changed && { before: team.people.map(String), after: after.map(String) }),
    }),
    catalogChanged,
  )
  return teamNow(context, team.id)
}

export async function deleteTeam(context: Context, sent: string): Promise<Record<string, never>> {
  demandTeams(context)
  const { id, name } = find(context, sent)
  await context.ask(
    sql`DELETE FROM team_people WHERE team_id = ${id}`,
    sql`DELETE FROM teams WHERE id = ${id}`,
    noted(context, 'teamDeleted', sql`${id}`, { name }),
    catalogChanged,
  )
  return {}
}

/** A team widens what its people see: only who sees all records has a say in it. */
function demandTeams({ access }: Context): void {
  demandPeople(access)
  demandAllRecords(access)
}

const filled = (team: Sql, people: readonly number[]): Sql[] =>
  people.length === 0
    ? []
    : [
        sql`INSERT INTO team_people (team_id, person_id) SELECT ${team}, value FROM json_each(${JSON.stringify(people)})`,
      ]

const noted = (context: Context, kind: AuditKind, team: Sql, detail: Record<string, unknown>): Sql =>
  audited({ kind, at: context.now, person: context.person.id, subject: ['team', team], detail })

const teamNow = async (context: Context, id: number) => ({ team: teamAnswer(find(await context.fresh(), String(id))) })

function find({ whole }: Context, sent: string): Team {
  const team = whole.teams.find((one) => one.id === idFrom(sent))
  if (!team) throw notFound()
  return team
}

function members({ whole }: Context, path: string, sent: readonly string[] = []): number[] {
  return [...new Set(sent)].map((one, i) => {
    const person = whole.people.find(({ id }) => id === idFrom(one))
    if (!person) throw refuse(`${path}.${i}`, 'unknownPerson', { value: one })
    return person.id
  })
}

function free({ whole }: Context, wanted: string, but?: Team): void {
  if (whole.teams.some((team) => team !== but && fold(team.name) === fold(wanted)))
    throw refuse('name', 'nameTaken', { name: wanted })
}
