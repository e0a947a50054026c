import { sql as drizzleSql, eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { teamInput, teamPatch } from '../../src/core/api/team.ts'
import { invalid, notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Team } from '../../src/core/model/index.ts'
import { requireAllRecords } from '../../src/core/permissions/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { teamPeople, teams } from '../db/schema/index.ts'
import { requireAvailableName } from '../projects/index.ts'

const teamAnswer = ({ id, name, people }: Team) => ({ id: String(id), name, people: people.map(String) })

export async function readTeams(context: Context, paging: Paging) {
  await context.batch()
  const { page, next } = pageOfList('teams', context.unfilteredCatalog.teams, paging, ({ id }) => [id])
  return { teams: page.map(teamAnswer), next }
}

export async function createTeam(context: Context, { name, people }: InferOutput<typeof teamInput>) {
  requireAvailableName(context.unfilteredCatalog.teams, name)
  const members = peopleNamed(context, 'people', people)
  const change = new Transaction(context)
  const created = change.run(
    context.db
      .insert(teams)
      .values({ name, position: drizzleSql`(SELECT coalesce(max(position), 0) + 1 FROM teams)` })
      .returning({ id: teams.id }),
  )
  const team = raw('(SELECT max(id) FROM teams)')
  change.add(...insertMembers(team, members))
  change.audit({ kind: 'teamMade', subject: ['team', team], detail: { name, people } })
  change.bumpCatalogVersion()
  await change.commit()
  return reloadTeam(context, created.result[0]!.id)
}

export async function updateTeam(context: Context, team: Team, patch: InferOutput<typeof teamPatch>) {
  if (patch.name !== undefined) requireAvailableName(context.unfilteredCatalog.teams, patch.name, team)
  const removed = peopleNamed(context, 'remove', patch.remove)
  const members = patch.people ? peopleNamed(context, 'people', patch.people) : team.people
  const after = [...new Set([...members, ...peopleNamed(context, 'add', patch.add)])].filter(
    (id) => !removed.includes(id),
  )
  const changed = after.length !== team.people.length || after.some((id) => !team.people.includes(id))
  const name = patch.name ?? team.name
  const change = new Transaction(context)
  change.add(context.db.update(teams).set({ name }).where(eq(teams.id, team.id)))
  if (changed)
    change.add(
      context.db.delete(teamPeople).where(eq(teamPeople.teamId, team.id)),
      ...insertMembers(sql`${team.id}`, after),
    )
  change.audit({
    kind: 'teamChanged',
    subject: ['team', team.id],
    detail: { name, ...(changed && { before: team.people.map(String), after: after.map(String) }) },
  })
  change.bumpCatalogVersion()
  await change.commit()
  return reloadTeam(context, team.id)
}

export async function deleteTeam(context: Context, { id, name }: Team): Promise<Record<string, never>> {
  const change = new Transaction(context)
  change.add(
    context.db.delete(teamPeople).where(eq(teamPeople.teamId, id)),
    context.db.delete(teams).where(eq(teams.id, id)),
  )
  change.audit({ kind: 'teamDeleted', subject: ['team', id], detail: { name } })
  change.bumpCatalogVersion()
  await change.commit()
  return {}
}

const insertMembers = (team: Sql, people: readonly number[]): Sql[] =>
  people.length === 0
    ? []
    : [
        sql`INSERT INTO team_people (team_id, person_id) SELECT ${team}, value FROM json_each(${JSON.stringify(people)})`,
      ]

const reloadTeam = async (context: Context, id: number) => ({
  team: teamAnswer(findTeam(await context.reload(), String(id))),
})

function findTeam({ unfilteredCatalog }: Context, sent: string): Team {
  const team = unfilteredCatalog.teams.find(({ id }) => id === idFrom(sent))
  if (!team) throw notFound()
  return team
}

/** A team widens what its people see: only who sees all records has a say in it. */
export const mayChangeTeams = ({ access }: Context) => requireAllRecords(access)

export const teamParam = { noun: 'team', find: findTeam } as const

function peopleNamed({ unfilteredCatalog }: Context, path: string, sent: readonly string[] = []): number[] {
  return [...new Set(sent)].map((one, i) => {
    const person = unfilteredCatalog.people.find(({ id }) => id === idFrom(one))
    if (!person) throw invalid(`${path}.${i}`, 'unknownPerson', { value: one })
    return person.id
  })
}
