import * as v from 'valibot'
import { invalid, issue, notFound, Problem } from '../../../src/core/errors/index.ts'
import { parse } from '../../../src/core/errors/parse.ts'
import { idFrom } from '../../../src/core/model/index.ts'
import { includes, requirePeopleRight, roleNamed, rolesOf } from '../../../src/core/permissions/index.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { auditEntry } from '../../audit/entry.ts'
import type { Context } from '../../context.ts'
import { guard, mapGuardErrors, type Row } from '../../db/batch.ts'
import { workspaceNameSql } from '../../workspace/address.ts'
import { newSecret, sha256Hex } from '../secret.ts'

const LASTS = 7 * 86_400_000

/** The only place that says who may be asked in as what: as no more than one is oneself, and nobody as a second owner. */
function requireGrantableRole({ access, unfilteredCatalog }: Context, id: string): void {
  const role = roleNamed(unfilteredCatalog, id)
  if (!role) throw invalid('role', 'unknownRole', { value: id })
  if (id === 'owner' || !includes(access.rights, role.rights)) throw new Problem(403, [issue('role', 'beyondOwn')])
}

export const address = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.email(),
  v.transform((email) => email.toLowerCase()),
)
export const invitationInput = v.strictObject({ email: address, role: v.pipe(v.string(), v.maxLength(30)) })

/** Neither used nor withdrawn nor too old. */
export const isPending = (now: number) => sql`accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${now}`

const columns = raw(
  'i.id, i.email, i.role, i.at, i.expires_at, i.person_id, (SELECT name FROM people WHERE id = i.person_id) AS by',
)

/** Asks somebody in; an earlier invitation of the same address ends. The token is told this once. */
export async function invite(context: Context, body: unknown) {
  requirePeopleRight(context.access)
  const { email, role } = parse(invitationInput, body)
  requireGrantableRole(context, role)
  const token = newSecret()
  const { id } = context.person
  const { now } = context
  const refusals = { here: [422, () => issue('email', 'hasAccount', { value: email })], beyond: BEYOND } as const
  const results = await mapGuardErrors(refusals, async () =>
    context.batch(
      guard(sql`NOT EXISTS (SELECT 1 FROM people WHERE email = ${email})`, 'here'),
      guardWithinOwnRights(context, sql`email = ${email}`),
      sql`UPDATE invitations SET withdrawn_at = ${now} WHERE email = ${email} AND accepted_at IS NULL AND withdrawn_at IS NULL`,
      sql`INSERT INTO invitations (email, role, token, person_id, at, expires_at)
        VALUES (${email}, ${role}, ${await sha256Hex(token)}, ${id}, ${now}, ${now + LASTS})`,
      auditEntry({
        kind: 'invited',
        at: now,
        person: id,
        subject: ['invitation', sql`last_insert_rowid()`],
        detail: { email, role },
      }),
      sql`SELECT ${columns} FROM invitations i WHERE i.id = (SELECT max(id) FROM invitations)`,
      sql`SELECT ${workspaceNameSql} AS name, w.address, w.locale, p.language FROM workspace w, people p WHERE p.id = ${id}`,
    ),
  )
  const invitation = invitationFrom(results.at(-2)!.results[0]!)
  const place = results.at(-1)!.results[0] as { name: string; address: string; locale: string; language: string | null }
  const link = `${place.address}/join/#${token}`
  return { invitation: { ...invitation, token, link }, place }
}

/** Those that may still be used, and those that ran out unused. */
export async function readInvitations(context: Context) {
  requirePeopleRight(context.access)
  const [result] = await context.batch(
    sql`SELECT ${columns} FROM invitations i WHERE accepted_at IS NULL AND withdrawn_at IS NULL ORDER BY i.id DESC LIMIT 500`,
  )
  return { invitations: result!.results.map(invitationFrom) }
}

/** What the log keeps of an invitation that is written of. */
export const INVITED = { email: sql`email`, role: sql`role` }

export async function withdrawInvitation(context: Context, sent: string): Promise<void> {
  requirePeopleRight(context.access)
  const id = idFrom(sent)
  const { now } = context
  const open = sql`id = ${id} AND accepted_at IS NULL AND withdrawn_at IS NULL`
  await mapGuardErrors({ gone: [404, () => notFound().issues[0]!], beyond: BEYOND }, () =>
    context.batch(
      guardWithinOwnRights(context, sql`id = ${id}`),
      guard(sql`EXISTS (SELECT 1 FROM invitations WHERE ${open})`, 'gone'),
      auditEntry({
        kind: 'invitationWithdrawn',
        at: now,
        person: context.person.id,
        subject: ['invitation', sql`id`],
        detail: INVITED,
        from: sql`FROM invitations WHERE ${open}`,
      }),
      sql`UPDATE invitations SET withdrawn_at = ${now} WHERE ${open}`,
    ),
  )
}

/** Nobody ends an invitation to more than they may give. */
function guardWithinOwnRights({ access, unfilteredCatalog }: Context, which: Sql): Sql {
  const beyond = rolesOf(unfilteredCatalog).filter(({ rights }) => !includes(access.rights, rights))
  return guard(
    sql`NOT EXISTS (SELECT 1 FROM invitations WHERE ${which} AND accepted_at IS NULL AND withdrawn_at IS NULL
      AND role IN (SELECT value FROM json_each(${JSON.stringify(beyond.map(({ id }) => id))})))`,
    'beyond',
  )
}
const BEYOND = [403, () => issue('', 'beyondOwn')] as const

const invitationFrom = (row: Row) => ({
  id: String(row.id),
  email: row.email as string,
  role: row.role as string,
  at: new Date(row.at as number).toISOString(),
  expiresAt: new Date(row.expires_at as number).toISOString(),
  by: { id: String(row.person_id), name: row.by as string },
})
