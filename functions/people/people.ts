import { eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { MeAnswer } from '../../src/core/api/answers.ts'
import type { personPatch } from '../../src/core/api/person.ts'
import { invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { idFrom, type Person } from '../../src/core/model/index.ts'
import { includes, rightsOf, roleNamed } from '../../src/core/permissions/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { people } from '../db/schema/index.ts'
import { selectLanguage } from '../db/select-language.ts'
import { workspaceAnswer } from '../workspace/index.ts'

export async function readMe(context: Context): Promise<MeAnswer> {
  const { id, name, email, role, away } = context.person
  const [[row]] = await context.batch(selectLanguage(context.db, id))
  const { workspace } = context.access.rights
  return {
    person: { id: String(id), name, email, role, language: row?.language ?? null, away },
    may: { ...workspace, write: !context.access.readOnly },
    workspace: workspaceAnswer(context),
  }
}

const personAnswer = ({ unfilteredCatalog }: Context, { id, name, email, role, deactivated, away }: Person) => ({
  id: String(id),
  name,
  email,
  role,
  teams: unfilteredCatalog.teams.filter(({ people }) => people.includes(id)).map((team) => String(team.id)),
  state: deactivated ? ('deactivated' as const) : ('active' as const),
  away,
})

/** Everyone, those who have left too: their names stand in what they did. */
export async function readPeople(context: Context, paging: Paging) {
  await context.batch()
  const { page, next } = pageOfList('people', context.catalog.people, paging, ({ id }) => [id])
  return { people: page.map((person) => personAnswer(context, person)), next }
}

/** Somebody whom the person may change: nobody has a say over who may do more than they, and nobody over the owner. */
export const subordinate = {
  noun: 'person',
  find: (context: Context, sent: string): Person => requireSubordinate(context, findPerson(context, sent)),
} as const

/** Gives somebody another role, or says when they are on leave. */
export async function updatePerson(context: Context, person: Person, { role, away }: InferOutput<typeof personPatch>) {
  const change = new Transaction(context)
  if (role !== undefined) giveRole(context, change, person, role)
  if (away !== undefined) change.add(context.db.update(people).set({ away }).where(eq(people.id, person.id)))
  change.bumpCatalogVersion()
  await change.commit()
  return reloadPerson(context, person.id)
}

/** The owner may make somebody else the owner, and is an admin then. */
function giveRole(context: Context, change: Transaction, person: Person, role: string): void {
  const given = roleNamed(context.unfilteredCatalog, role)
  if (!given) throw invalid('role', 'unknownRole', { value: role })
  const owner = role === 'owner'
  if (owner && context.person.role !== 'owner') throw new Problem(403, [issue('role', 'beyondOwn')])
  if (owner && person.deactivated) throw invalid('role', 'handToSelf')
  if (!includes(context.access.rights, given.rights)) throw new Problem(403, [issue('role', 'beyondOwn')])
  const give = (id: number, before: string, after: string) => {
    change.add(context.db.update(people).set({ role: after }).where(eq(people.id, id)))
    change.audit({ kind: 'roleGiven', subject: ['person', id], detail: { before, after } })
  }
  // One owner at a time: the index on them would stop the second.
  if (owner && person.id !== context.person.id) give(context.person.id, 'owner', 'admin')
  give(person.id, person.role, role)
}

export const reloadPerson = async (context: Context, id: number) => {
  const reloaded = await context.reload()
  return { person: personAnswer(reloaded, findPerson(reloaded, String(id))) }
}

export function findPerson({ catalog }: Context, sent: unknown): Person {
  const person = catalog.people.find((one) => one.id === idFrom(sent))
  if (!person) throw notFound()
  return person
}

/** Nothing of who they were is left. */
export const erasedEmail = (id: number) => `erased-${id}@invalid`
export const isErased = ({ id, email }: Person) => email === erasedEmail(id)

export function requireSubordinate(context: Context, person: Person): Person {
  if (person.role === 'owner') throw new Problem(403, [issue('', 'ownerStays')])
  if (!includes(context.access.rights, rightsOf(context.unfilteredCatalog, person.role)))
    throw new Problem(403, [issue('', 'beyondOwn')])
  return person
}
