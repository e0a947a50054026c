import * as v from 'valibot'
import { invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { idFrom, type MeAnswer, type Person } from '../../src/core/model/index.ts'
import { includes, requirePeopleRight, rightsOf, roleNamed } from '../../src/core/permissions/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../audit/entry.ts'
import { requireSessionToken } from '../auth/session.ts'
import type { Context } from '../context.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { workspaceAnswer } from '../workspace/workspace.ts'

export async function readMe(context: Context): Promise<MeAnswer> {
  const { id, name, email, role } = context.person
  const [result] = await context.batch(sql`SELECT language FROM people WHERE id = ${id}`)
  const { workspace } = context.access.rights
  return {
    person: { id: String(id), name, email, role, language: (result!.results[0]?.language as string | null) ?? null },
    may: { ...workspace, write: !context.access.readOnly },
    workspace: workspaceAnswer(context),
  }
}

const personAnswer = ({ unfilteredCatalog }: Context, { id, name, email, role, deactivated }: Person) => ({
  id: String(id),
  name,
  email,
  role,
  teams: unfilteredCatalog.teams.filter(({ people }) => people.includes(id)).map((team) => String(team.id)),
  state: deactivated ? ('deactivated' as const) : ('active' as const),
})

/** Everyone, those who have left too: their names stand in what they did. */
export async function readPeople(context: Context) {
  await context.batch()
  return context.catalog.people.map((person) => personAnswer(context, person))
}

export const preferences = v.strictObject({ language: v.picklist(['en', 'km']) })

export async function setPreferences(context: Context, body: unknown) {
  requireSessionToken(context)
  const { language } = parse(preferences, body)
  await context.batch(sql`UPDATE people SET language = ${language} WHERE id = ${context.person.id}`)
  return { language }
}

export const personPatch = v.strictObject({ role: v.pipe(v.string(), v.maxLength(30)) })

/** Gives somebody another role. The owner may make somebody else the owner, and is an admin then. */
export async function updatePerson(context: Context, sent: string, body: unknown) {
  requirePeopleRight(context.access)
  const person = requireSubordinate(context, findPerson(context, sent))
  const { role } = parse(personPatch, body)
  const given = roleNamed(context.unfilteredCatalog, role)
  if (!given) throw invalid('role', 'unknownRole', { value: role })
  const owner = role === 'owner'
  if (owner && context.person.role !== 'owner') throw new Problem(403, [issue('role', 'beyondOwn')])
  if (owner && person.deactivated) throw invalid('role', 'handToSelf')
  if (!includes(context.access.rights, given.rights)) throw new Problem(403, [issue('role', 'beyondOwn')])
  const gives = (id: number, before: string, after: string) => [
    sql`UPDATE people SET role = ${after} WHERE id = ${id}`,
    auditEntry({
      kind: 'roleGiven',
      at: context.now,
      person: context.person.id,
      subject: ['person', id],
      detail: { before, after },
    }),
  ]
  // One owner at a time: the index on them would stop the second.
  const stepsDown = owner && person.id !== context.person.id ? gives(context.person.id, 'owner', 'admin') : []
  await context.batch(...stepsDown, ...gives(person.id, person.role, role), bumpCatalogVersion)
  return reloadPerson(context, person.id)
}

export const reloadPerson = async (context: Context, id: number) => {
  const fresh = await context.reload()
  return { person: personAnswer(fresh, findPerson(fresh, String(id))) }
}

export function findPerson({ catalog }: Context, sent: unknown): Person {
  const person = catalog.people.find((one) => one.id === idFrom(sent))
  if (!person) throw notFound()
  return person
}

/** Nothing of who they were is left. */
export const erasedEmail = (id: number) => `erased-${id}@invalid`
export const isErased = ({ id, email }: Person) => email === erasedEmail(id)

/** Nobody has a say over who may do more than they, and nobody over the owner. */
export function requireSubordinate(context: Context, person: Person): Person {
  if (person.role === 'owner') throw new Problem(403, [issue('', 'ownerStays')])
  if (!includes(context.access.rights, rightsOf(context.unfilteredCatalog, person.role)))
    throw new Problem(403, [issue('', 'beyondOwn')])
  return person
}
