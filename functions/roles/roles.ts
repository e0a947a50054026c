import { sql as drizzleSql, eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import { forbidden, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import type { Catalog, Person, Rights, Role } from '../../src/core/model/index.ts'
import {
  accessOf,
  changedRole,
  includes,
  may,
  projectRights,
  type RoleInput,
  roleFrom,
  type rolePatchSchema,
  rolesOf,
  visibleCatalog,
} from '../../src/core/permissions/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { roles } from '../db/schema/index.ts'
import { requireAvailableName } from '../projects/index.ts'
import { isField, visibleProjectRights } from './visible-rights.ts'

const roleAnswer = ({ catalog, unfilteredCatalog, person }: Context, { id, name, rights }: Role) => ({
  id,
  name,
  builtIn: !unfilteredCatalog.roles.some((role) => role.id === id),
  ...rights,
  projects: visibleProjectRights(catalog, rights.projects),
  closed: impliedHiddenFields(unfilteredCatalog, { ...person, role: id }).filter((field) => isField(catalog, field)),
  people: unfilteredCatalog.people.filter((person) => person.role === id && !person.deactivated).length,
})

/** Fields that are hidden only because they read a hidden field. */
function impliedHiddenFields(unfiltered: Catalog, person: Person): string[] {
  const access = accessOf(unfiltered, person)
  const visible = new Set(
    visibleCatalog(unfiltered, access).projects.flatMap(({ fields }) => fields.map(({ id }) => id)),
  )
  return unfiltered.projects
    .filter((project) => may(access, project, 'view'))
    .flatMap((project) => {
      const { fields } = projectRights(access.rights, project.id)
      return project.fields.filter(({ id }) => !visible.has(id) && fields[String(id)] !== 'hidden')
    })
    .map(({ id }) => String(id))
}

/** The built-in ones first. */
export async function readRoles(context: Context, paging: Paging) {
  await context.batch()
  const all = rolesOf(context.unfilteredCatalog)
  const builtIn = all.length - context.unfilteredCatalog.roles.length
  const { page, next } = pageOfList('roles', [...all.entries()], paging, ([i, { id }]) =>
    i < builtIn ? [0, i] : [1, Number(id)],
  )
  return { roles: page.map(([, role]) => roleAnswer(context, role)), next }
}

export async function createRole(context: Context, input: RoleInput) {
  requireAvailableRoleName(context, input.name)
  const rights = requireGrantable(context, roleFrom(context.catalog, input))
  const change = new Transaction(context)
  const created = change.run(
    context.db
      .insert(roles)
      .values({
        name: input.name,
        rights,
        position: drizzleSql`(SELECT coalesce(max(position), 0) + 1 FROM roles)`,
      })
      .returning({ id: roles.id }),
  )
  change.audit({
    kind: 'roleMade',
    subject: ['role', raw('last_insert_rowid()')],
    detail: { name: input.name, after: rights },
  })
  change.bumpCatalogVersion()
  await change.commit()
  return reloadRole(context, String(created.result[0]!.id))
}

/** What isn't sent stays. Whoever has the role has the new one at their next request. */
export async function updateRole(context: Context, role: Role, patch: InferOutput<typeof rolePatchSchema>) {
  const id = Number(role.id)
  const name = patch.name ?? role.name
  if (patch.name !== undefined) requireAvailableRoleName(context, patch.name, role)
  const rights = requireGrantable(context, changedRole(context.catalog, role.rights, patch))
  const change = new Transaction(context)
  change.add(context.db.update(roles).set({ name, rights }).where(eq(roles.id, id)))
  change.audit({ kind: 'roleChanged', subject: ['role', id], detail: { name, before: role.rights, after: rights } })
  change.bumpCatalogVersion()
  await change.commit()
  return reloadRole(context, role.id)
}

/** Only one that nobody has and nobody is invited to. */
export async function deleteRole(context: Context, role: Role): Promise<Record<string, never>> {
  const id = Number(role.id)
  const count = context.unfilteredCatalog.people.filter((person) => person.role === role.id).length
  if (count > 0) throw new Problem(409, [issue('', 'roleInUse', { count })])
  const change = new Transaction(context)
  change.add(
    guard(
      sql`NOT EXISTS (SELECT 1 FROM invitations WHERE role = ${role.id} AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${context.now})`,
      'inUse',
    ),
    context.db.delete(roles).where(eq(roles.id, id)),
  )
  change.audit({ kind: 'roleDeleted', subject: ['role', id], detail: { name: role.name, before: role.rights } })
  change.bumpCatalogVersion()
  await mapGuardErrors({ inUse: () => new Problem(409, [issue('', 'roleInUse', { count: 1 })]) }, () => change.commit())
  return {}
}

const reloadRole = async (context: Context, id: string) => {
  const reloaded = await context.reload()
  return { role: roleAnswer(reloaded, findOwnRole(reloaded, id)) }
}

/** One of the team's own: the built-in ones are what they are. */
function findOwnRole({ unfilteredCatalog }: Context, id: string): Role {
  const role = unfilteredCatalog.roles.find((one) => one.id === id)
  if (role) return role
  if (rolesOf(unfilteredCatalog).some((one) => one.id === id)) throw forbidden()
  throw notFound()
}

/** A role of the team's own that gives no more than the person may give. */
export const ownRole = {
  noun: 'role',
  find(context: Context, id: string): Role {
    const role = findOwnRole(context, id)
    requireGrantable(context, role.rights)
    return role
  },
} as const

function requireGrantable({ access }: Context, rights: Rights): Rights {
  if (!includes(access.rights, rights)) throw new Problem(403, [issue('', 'beyondOwn')])
  return rights
}

/** Built-in roles are called by their ids, too. */
function requireAvailableRoleName({ unfilteredCatalog }: Context, wanted: string, self?: Role): void {
  const named = rolesOf(unfilteredCatalog).flatMap((role) => [role, { id: role.id, name: role.id }])
  requireAvailableName(named, wanted, self)
}
