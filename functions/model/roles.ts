import {
  accessOf,
  changedRole,
  demandPeople,
  includes,
  may,
  narrow,
  projectRights,
  roleFrom,
  rolePatchSchema,
  roleSchema,
  rolesOf,
} from '../../src/core/access/index.ts'
import { fault, forbidden, notFound, Problem, refuse } from '../../src/core/errors/index.ts'
import type { Catalog, Person, Rights, Role } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context.ts'
import { audited } from './audit.ts'
import { catalogChanged } from './catalog-changed.ts'
import { guard, refusing } from './database.ts'
import { parse } from './parse.ts'

export const roleInput = roleSchema
export const rolePatch = rolePatchSchema

const roleAnswer = ({ catalog, whole, person }: Context, { id, name, rights }: Role) => ({
  id,
  name,
  builtIn: !whole.roles.some((role) => role.id === id),
  ...rights,
  projects: seenOf(catalog, rights.projects),
  closed: closedTo(whole, { ...person, role: id }).filter((field) => isField(catalog, field)),
  people: whole.people.filter((person) => person.role === id && !person.deactivated).length,
})

export const isProject = ({ projects }: Catalog, id: string | number): boolean =>
  projects.some((project) => String(project.id) === String(id))

const isField = ({ projects }: Catalog, id: string): boolean =>
  projects.some(({ fields }) => fields.some((field) => String(field.id) === id))

/** What a role says of projects and fields that the reader sees. */
export function seenOf(catalog: Catalog, projects: Rights['projects']): Rights['projects'] {
  const seen = Object.entries(projects).filter(([id]) => id === '*' || isProject(catalog, id))
  return Object.fromEntries(
    seen.map(([id, { fields, ...rights }]) => [
      id,
      { ...rights, fields: Object.fromEntries(Object.entries(fields).filter(([field]) => isField(catalog, field))) },
    ]),
  ) as Rights['projects']
}

/** Fields that nobody hid by name, and that are hidden since they read what is. */
function closedTo(whole: Catalog, person: Person): string[] {
  const access = accessOf(whole, person)
  const seen = new Set(narrow(whole, access).projects.flatMap(({ fields }) => fields.map(({ id }) => id)))
  return whole.projects
    .filter((project) => may(access, project, 'view'))
    .flatMap((project) => {
      const { fields } = projectRights(access.rights, project.id)
      return project.fields.filter(({ id }) => !seen.has(id) && fields[String(id)] !== 'hidden')
    })
    .map(({ id }) => String(id))
}

export async function readRoles(context: Context) {
  demandPeople(context.access)
  await context.ask()
  return { roles: rolesOf(context.whole).map((role) => roleAnswer(context, role)) }
}

export async function createRole(context: Context, body: unknown) {
  demandPeople(context.access)
  const input = parse(roleInput, body)
  free(context, input.name)
  const rights = granted(context, roleFrom(context.catalog, input))
  const results = await context.ask(
    sql`INSERT INTO roles (name, rights, position)
      VALUES (${input.name}, ${JSON.stringify(rights)}, (SELECT coalesce(max(position), 0) + 1 FROM roles))`,
    sql`SELECT max(id) AS id FROM roles`,
    audited({
      kind: 'roleMade',
      at: context.now,
      person: context.person.id,
      subject: ['role', sql`(SELECT max(id) FROM roles)`],
      detail: { name: input.name, after: rights },
    }),
    catalogChanged,
  )
  return roleNow(context, String(results[1]!.results[0]!.id))
}

/** What isn't sent stays. Whoever has the role has the new one at their next request. */
export async function updateRole(context: Context, id: string, body: unknown) {
  demandPeople(context.access)
  const role = own(context, id)
  const sent = parse(rolePatch, body)
  granted(context, role.rights)
  const name = sent.name ?? role.name
  if (sent.name !== undefined) free(context, sent.name, role)
  const rights = granted(context, changedRole(context.catalog, role.rights, sent))
  await context.ask(
    sql`UPDATE roles SET name = ${name}, rights = ${JSON.stringify(rights)} WHERE id = ${Number(id)}`,
    audited({
      kind: 'roleChanged',
      at: context.now,
      person: context.person.id,
      subject: ['role', Number(id)],
      detail: { name, before: role.rights, after: rights },
    }),
    catalogChanged,
  )
  return roleNow(context, id)
}

/** Only one that nobody has and nobody is invited to. */
export async function deleteRole(context: Context, id: string): Promise<Record<string, never>> {
  demandPeople(context.access)
  const role = own(context, id)
  granted(context, role.rights)
  const count = context.whole.people.filter((person) => person.role === id).length
  if (count > 0) throw new Problem(409, [fault('', 'roleInUse', { count })])
  await refusing({ inUse: [409, () => fault('', 'roleInUse', { count: 1 })] }, () =>
    context.ask(
      guard(
        sql`NOT EXISTS (SELECT 1 FROM invitations WHERE role = ${id} AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${context.now})`,
        'inUse',
      ),
      sql`DELETE FROM roles WHERE id = ${Number(id)}`,
      audited({
        kind: 'roleDeleted',
        at: context.now,
        person: context.person.id,
        subject: ['role', Number(id)],
        detail: { name: role.name, before: role.rights },
      }),
      catalogChanged,
    ),
  )
  return {}
}

const roleNow = async (context: Context, id: string) => {
  const fresh = await context.fresh()
  return { role: roleAnswer(fresh, own(fresh, id)) }
}

/** One of the team's own: the built-in ones are what they are. */
function own({ whole }: Context, id: string): Role {
  const role = whole.roles.find((one) => one.id === id)
  if (role) return role
  if (rolesOf(whole).some((one) => one.id === id)) throw forbidden()
  throw notFound()
}

function granted({ access }: Context, rights: Rights): Rights {
  if (!includes(access.rights, rights)) throw new Problem(403, [fault('', 'beyondOwn')])
  return rights
}

function free({ whole }: Context, wanted: string, but?: Role): void {
  if (
    rolesOf(whole).some(
      (role) => role.id !== but?.id && [role.name, role.id].some((name) => fold(name) === fold(wanted)),
    )
  )
    throw refuse('name', 'nameTaken', { name: wanted })
}
