import * as v from 'valibot'
import { demandPeople, includes, rightsOf, roleNamed } from '../../src/core/access/index.ts'
import { fault, notFound, Problem, refuse } from '../../src/core/errors/index.ts'
import { idFrom, type MeAnswer, type Person } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { audited } from './audit.ts'
import { catalogChanged } from './catalog-changed.ts'
import { tokenOf } from './doors/session.ts'
import { parse } from './parse.ts'
import { workspaceAnswer } from './workspace.ts'

export async function readMe(context: Context): Promise<MeAnswer> {
  const { id, name, email, role } = context.person
  const [result] = await context.ask(sql`SELECT language FROM people WHERE id = ${id}`)
  const { workspace } = context.access.rights
  return {
    person: { id: String(id), name, email, role, language: (result!.results[0]?.language as string | null) ?? null },
    may: { ...workspace, write: !context.access.readOnly },
    workspace: workspaceAnswer(context),
  }
}

const personAnswer = ({ whole }: Context, { id, name, email, role, deactivated }: Person) => ({
  id: String(id),
  name,
  email,
  role,
  teams: whole.teams.filter(({ people }) => people.includes(id)).map((team) => String(team.id)),
  state: deactivated ? ('deactivated' as const) : ('active' as const),
})

/** Everyone, those who have left too: their names stand in what they did. */
export async function readPeople(context: Context) {
  await context.ask()
  return context.catalog.people.map((person) => personAnswer(context, person))
}

export const preferences = v.strictObject({ language: v.picklist(['en', 'km']) })

export async function setPreferences(context: Context, body: unknown) {
  tokenOf(context)
  const { language } = parse(preferences, body)
  await context.ask(sql`UPDATE people SET language = ${language} WHERE id = ${context.person.id}`)
  return { language }
}

export const personPatch = v.strictObject({ role: v.pipe(v.string(), v.maxLength(30)) })

/** Gives somebody another role. The owner may make somebody else the owner, and is an admin then. */
export async function updatePerson(context: Context, sent: string, body: unknown) {
  demandPeople(context.access)
  const person = lessThan(context, personNamed(context, sent))
  const { role } = parse(personPatch, body)
  const given = roleNamed(context.whole, role)
  if (!given) throw refuse('role', 'unknownRole', { value: role })
  const owner = role === 'owner'
  if (owner && context.person.role !== 'owner') throw new Problem(403, [fault('role', 'beyondOwn')])
  if (owner && person.deactivated) throw refuse('role', 'handToSelf')
  if (!includes(context.access.rights, given.rights)) throw new Problem(403, [fault('role', 'beyondOwn')])
  const gives = (id: number, before: string, after: string) => [
    sql`UPDATE people SET role = ${after} WHERE id = ${id}`,
    audited({
      kind: 'roleGiven',
      at: context.now,
      person: context.person.id,
      subject: ['person', id],
      detail: { before, after },
    }),
  ]
  // One owner at a time: the index on them would stop the second.
  const stepsDown = owner && person.id !== context.person.id ? gives(context.person.id, 'owner', 'admin') : []
  await context.ask(...stepsDown, ...gives(person.id, person.role, role), catalogChanged)
  return personNow(context, person.id)
}

export const personNow = async (context: Context, id: number) => {
  const fresh = await context.fresh()
  return { person: personAnswer(fresh, personNamed(fresh, String(id))) }
}

export function personNamed({ catalog }: Context, sent: unknown): Person {
  const person = catalog.people.find((one) => one.id === idFrom(sent))
  if (!person) throw notFound()
  return person
}

/** Nothing of who they were is left. */
export const erasedEmail = (id: number) => `erased-${id}@invalid`
export const isErased = ({ id, email }: Person) => email === erasedEmail(id)

/** Nobody has a say over who may do more than they, and nobody over the owner. */
export function lessThan(context: Context, person: Person): Person {
  if (person.role === 'owner') throw new Problem(403, [fault('', 'ownerStays')])
  if (!includes(context.access.rights, rightsOf(context.whole, person.role)))
    throw new Problem(403, [fault('', 'beyondOwn')])
  return person
}
