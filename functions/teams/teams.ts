import * as v from 'valibot'
import { invalid, notFound } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { idFrom, type Team } from '../../src/core/model/index.ts'
import { requireAllRecords, requirePeopleRight } from '../../src/core/permissions/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { type AuditKind, auditEntry } from '../audit/entry.ts'
import type { Context } from '../context.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))
const people = v.pipe(v.array(v.string()), v.maxLength(1000))
export const teamInput = v.strictObject({ name, people: v.optional(people, []) })
/** `people` are all of them; `add` and `remove` leave whom somebody else adds meanwhile. */
export const teamPatch = v.partial(v.strictObject({ name, people, add: people, remove: people }))

const teamAnswer = ({ id, name, people }: Team) => ({ id: String(id), name, people: people.map(String) })

export async function readTeams(context: Context) {
  await context.batch()
  return { teams: context.unfilteredCatalog.teams.map(teamAnswer) }
}

export async function createTeam(context: Context, body: unknown) {
  requireTeamRights(context)
  const { name, people } = parse(teamInput, body)
  requireFreeTeamName(context, name)
  const id = raw('(SELECT max(id) FROM teams)')
  const results = await context.batch(
    sql`INSERT INTO teams (name, position) VALUES (${name}, (SELECT coalesce(max(position), 0) + 1 FROM teams))`,
    ...insertMembers(id, members(context, 'people', people)),
    sql`SELECT max(id) AS id FROM teams`,
    teamAudit(context, 'teamMade', id, { name, people }),
    bumpCatalogVersion,
  )
  return reloadTeam(context, Number(results.at(-3)!.results[0]!.id))
}

export async function updateTeam(context: Context, sent: string, body: unknown) {
  requireTeamRights(context)
  const team = findTeam(context, sent)
  const input = parse(teamPatch, body)
  if (input.name !== undefined) requireFreeTeamName(context, input.name, team)
  const id = sql`${team.id}`
  const gone = members(context, 'remove', input.remove)
  const whole = input.people ? members(context, 'people', input.people) : team.people
  const after = [...new Set([...whole, ...members(context, 'add', input.add)])].filter((one) => !gone.includes(one))
  const changed = after.length !== team.people.length || after.some((one) => !team.people.includes(one))
  await context.batch(
    sql`UPDATE teams SET name = ${input.name ?? team.name} WHERE id = ${id}`,
    ...(changed ? [sql`DELETE FROM team_people WHERE team_id = ${id}`, ...insertMembers(id, after)] : []),
    teamAudit(context, 'teamChanged', id, {
      name: input.name ?? team.name,
      ...(changed && { before: team.people.map(String), after: after.map(String) }),
    }),
    bumpCatalogVersion,
  )
  return reloadTeam(context, team.id)
}

export async function deleteTeam(context: Context, sent: string): Promise<Record<string, never>> {
  requireTeamRights(context)
  const { id, name } = findTeam(context, sent)
  await context.batch(
    sql`DELETE FROM team_people WHERE team_id = ${id}`,
    sql`DELETE FROM teams WHERE id = ${id}`,
    teamAudit(context, 'teamDeleted', sql`${id}`, { name }),
    bumpCatalogVersion,
  )
  return {}
}

/** A team widens what its people see: only who sees all records has a say in it. */
function requireTeamRights({ access }: Context): void {
  requirePeopleRight(access)
  requireAllRecords(access)
}

const insertMembers = (team: Sql, people: readonly number[]): Sql[] =>
  people.length === 0
    ? []
    : [
        sql`INSERT INTO team_people (team_id, person_id) SELECT ${team}, value FROM json_each(${JSON.stringify(people)})`,
      ]

const teamAudit = (context: Context, kind: AuditKind, team: Sql, detail: Record<string, unknown>): Sql =>
  auditEntry({ kind, at: context.now, person: context.person.id, subject: ['team', team], detail })

const reloadTeam = async (context: Context, id: number) => ({
  team: teamAnswer(findTeam(await context.reload(), String(id))),
})

function findTeam({ unfilteredCatalog }: Context, sent: string): Team {
  const team = unfilteredCatalog.teams.find((one) => one.id === idFrom(sent))
  if (!team) throw notFound()
  return team
}

function members({ unfilteredCatalog }: Context, path: string, sent: readonly string[] = []): number[] {
  return [...new Set(sent)].map((one, i) => {
    const person = unfilteredCatalog.people.find(({ id }) => id === idFrom(one))
    if (!person) throw invalid(`${path}.${i}`, 'unknownPerson', { value: one })
    return person.id
  })
}

function requireFreeTeamName({ unfilteredCatalog }: Context, wanted: string, but?: Team): void {
  if (unfilteredCatalog.teams.some((team) => team !== but && fold(team.name) === fold(wanted)))
    throw invalid('name', 'nameTaken', { name: wanted })
}
