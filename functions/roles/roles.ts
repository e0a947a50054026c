import { forbidden, invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import type { Catalog, Person, Rights, Role } from '../../src/core/model/index.ts'
import {
  accessOf,
  changedRole,
  includes,
  may,
  projectRights,
  requirePeopleRight,
  roleFrom,
  rolePatchSchema,
  roleSchema,
  rolesOf,
  visibleCatalog,
} from '../../src/core/permissions/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { auditEntry } from '../audit/entry.ts'
import type { Context } from '../context.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'

export const roleInput = roleSchema
export const rolePatch = rolePatchSchema

const roleAnswer = ({ catalog, unfilteredCatalog, person }: Context, { id, name, rights }: Role) => ({
  id,
  name,
  builtIn: !unfilteredCatalog.roles.some((role) => role.id === id),
  ...rights,
  projects: visibleProjectRights(catalog, rights.projects),
  closed: impliedHiddenFields(unfilteredCatalog, { ...person, role: id }).filter((field) => isField(catalog, field)),
  people: unfilteredCatalog.people.filter((person) => person.role === id && !person.deactivated).length,
})

export const isProject = ({ projects }: Catalog, id: string | number): boolean =>
  projects.some((project) => String(project.id) === String(id))

const isField = ({ projects }: Catalog, id: string): boolean =>
  projects.some(({ fields }) => fields.some((field) => String(field.id) === id))

/** What a role says of projects and fields that the reader sees. */
export function visibleProjectRights(catalog: Catalog, projects: Rights['projects']): Rights['projects'] {
  const seen = Object.entries(projects).filter(([id]) => id === '*' || isProject(catalog, id))
  return Object.fromEntries(
    seen.map(([id, { fields, ...rights }]) => [
      id,
      { ...rights, fields: Object.fromEntries(Object.entries(fields).filter(([field]) => isField(catalog, field))) },
    ]),
  ) as Rights['projects']
}

/** Fields that nobody hid by name, and that are hidden since they read what is. */
function impliedHiddenFields(whole: Catalog, person: Person): string[] {
  const access = accessOf(whole, person)
  const seen = new Set(visibleCatalog(whole, access).projects.flatMap(({ fields }) => fields.map(({ id }) => id)))
  return whole.projects
    .filter((project) => may(access, project, 'view'))
    .flatMap((project) => {
      const { fields } = projectRights(access.rights, project.id)
      return project.fields.filter(({ id }) => !seen.has(id) && fields[String(id)] !== 'hidden')
    })
    .map(({ id }) => String(id))
}

export async function readRoles(context: Context) {
  requirePeopleRight(context.access)
  await context.batch()
  return { roles: rolesOf(context.unfilteredCatalog).map((role) => roleAnswer(context, role)) }
}

export async function createRole(context: Context, body: unknown) {
  requirePeopleRight(context.access)
  const input = parse(roleInput, body)
  requireFreeRoleName(context, input.name)
  const rights = requireGrantable(context, roleFrom(context.catalog, input))
  const results = await context.batch(
    sql`INSERT INTO roles (name, rights, position)
      VALUES (${input.name}, ${JSON.stringify(rights)}, (SELECT coalesce(max(position), 0) + 1 FROM roles))`,
    sql`SELECT max(id) AS id FROM roles`,
    auditEntry({
      kind: 'roleMade',
      at: context.now,
      person: context.person.id,
      subject: ['role', sql`(SELECT max(id) FROM roles)`],
      detail: { name: input.name, after: rights },
    }),
    bumpCatalogVersion,
  )
  return reloadRole(context, String(results[1]!.results[0]!.id))
}

/** What isn't sent stays. Whoever has the role has the new one at their next request. */
export async function updateRole(context: Context, id: string, body: unknown) {
  requirePeopleRight(context.access)
  const role = findOwnRole(context, id)
  const sent = parse(rolePatch, body)
  requireGrantable(context, role.rights)
  const name = sent.name ?? role.name
  if (sent.name !== undefined) requireFreeRoleName(context, sent.name, role)
  const rights = requireGrantable(context, changedRole(context.catalog, role.rights, sent))
  await context.batch(
    sql`UPDATE roles SET name = ${name}, rights = ${JSON.stringify(rights)} WHERE id = ${Number(id)}`,
    auditEntry({
      kind: 'roleChanged',
      at: context.now,
      person: context.person.id,
      subject: ['role', Number(id)],
      detail: { name, before: role.rights, after: rights },
    }),
    bumpCatalogVersion,
  )
  return reloadRole(context, id)
}

/** Only one that nobody has and nobody is invited to. */
export async function deleteRole(context: Context, id: string): Promise<Record<string, never>> {
  requirePeopleRight(context.access)
  const role = findOwnRole(context, id)
  requireGrantable(context, role.rights)
  const count = context.unfilteredCatalog.people.filter((person) => person.role === id).length
  if (count > 0) throw new Problem(409, [issue('', 'roleInUse', { count })])
  await mapGuardErrors({ inUse: [409, () => issue('', 'roleInUse', { count: 1 })] }, () =>
    context.batch(
      guard(
        sql`NOT EXISTS (SELECT 1 FROM invitations WHERE role = ${id} AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${context.now})`,
        'inUse',
      ),
      sql`DELETE FROM roles WHERE id = ${Number(id)}`,
      auditEntry({
        kind: 'roleDeleted',
        at: context.now,
        person: context.person.id,
        subject: ['role', Number(id)],
        detail: { name: role.name, before: role.rights },
      }),
      bumpCatalogVersion,
    ),
  )
  return {}
}

const reloadRole = async (context: Context, id: string) => {
  const fresh = await context.reload()
  return { role: roleAnswer(fresh, findOwnRole(fresh, id)) }
}

/** One of the team's own: the built-in ones are what they are. */
function findOwnRole({ unfilteredCatalog }: Context, id: string): Role {
  const role = unfilteredCatalog.roles.find((one) => one.id === id)
  if (role) return role
  if (rolesOf(unfilteredCatalog).some((one) => one.id === id)) throw forbidden()
  throw notFound()
}

function requireGrantable({ access }: Context, rights: Rights): Rights {
  if (!includes(access.rights, rights)) throw new Problem(403, [issue('', 'beyondOwn')])
  return rights
}

function requireFreeRoleName({ unfilteredCatalog }: Context, wanted: string, but?: Role): void {
  if (
    rolesOf(unfilteredCatalog).some(
      (role) => role.id !== but?.id && [role.name, role.id].some((name) => fold(name) === fold(wanted)),
    )
  )
    throw invalid('name', 'nameTaken', { name: wanted })
}
