import { and, eq, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { invitationInput } from '../../../src/core/api/auth/invitation.ts'
import { invalid, issue, notFound, Problem } from '../../../src/core/errors/index.ts'
import { idFrom } from '../../../src/core/model/index.ts'
import { includes, roleNamed, rolesOf } from '../../../src/core/permissions/index.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { dayOf } from '../../../src/core/time/zone.ts'
import { Transaction } from '../../changes/index.ts'
import type { Context } from '../../context/index.ts'
import { newSecret, sha256Hex } from '../../crypto.ts'
import { guard, mapGuardErrors } from '../../db/batch.ts'
import { orderOf, type Paging, pageOf } from '../../db/page.ts'
import { invitations, people } from '../../db/schema/index.ts'
import { selectColumns } from '../../db/select-columns.ts'
import { selectLanguage } from '../../db/select-language.ts'
import { enqueueDeliveries, mailProvider } from '../../deliveries/index.ts'
import { composeMail } from '../../mail/index.ts'
import { selectWorkspaceAddress } from '../../workspace/index.ts'

const LIFETIME = 7 * 86_400_000

/** Which role may be given to whom: none with more rights than one's own, and never a second owner. */
function requireGrantableRole({ access, unfilteredCatalog }: Context, id: string): void {
  const role = roleNamed(unfilteredCatalog, id)
  if (!role) throw invalid('role', 'unknownRole', { value: id })
  if (id === 'owner' || !includes(access.rights, role.rights)) throw new Problem(403, [issue('role', 'beyondOwn')])
}

/** Neither used nor withdrawn. */
const OPEN = raw('accepted_at IS NULL AND withdrawn_at IS NULL')

/** Asks somebody in, by a mail of the same batch; an earlier invitation of the same address ends. The token is told this once. */
export async function invite(context: Context, { email, role }: InferOutput<typeof invitationInput>) {
  requireGrantableRole(context, role)
  const secret = newSecret()
  const token = await sha256Hex(secret)
  const { db, now, person, env } = context
  const [[workspace], [inviter]] = await context.batch(selectWorkspaceAddress(db), selectLanguage(db, person.id))
  const link = `${workspace!.address}/join/#${secret}`
  const expiresAt = now + LIFETIME
  const mail = composeMail('invitation', {
    to: email,
    // Their language isn't known yet; the sender's is the best guess.
    language: inviter!.language ?? workspace!.locale,
    link,
    parts: { by: person.name, workspace: workspace!.name },
    until: dayOf(context.catalog.workspace.zone, expiresAt),
  })
  const change = new Transaction(context)
  change.add(
    guard(sql`NOT EXISTS (SELECT 1 FROM people WHERE email = ${email})`, 'here'),
    guardWithinOwnRights(context, sql`email = ${email}`),
    db
      .update(invitations)
      .set({ withdrawnAt: now })
      .where(and(eq(invitations.email, email), isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt))),
  )
  const created = change.run(
    db
      .insert(invitations)
      .values({
        email,
        role,
        token,
        personId: person.id,
        at: now,
        expiresAt,
      })
      .returning(),
  )
  change.audit({ kind: 'invited', subject: ['invitation', raw('last_insert_rowid()')], detail: { email, role } })
  const key = `invitation-${token}`
  enqueueDeliveries(context, change, [{ kind: 'mail', key, event: 'invitation', mail, until: expiresAt }])
  const problems = { here: () => invalid('email', 'hasAccount', { value: email }), beyond: beyondOwnRights } as const
  await mapGuardErrors(problems, () => change.commit())
  return {
    invitation: { ...invitationAnswer({ ...created.result[0]!, by: person.name }), token: secret, link },
    mail: mailProvider(env) ? ('sending' as const) : ('held' as const),
  }
}

/** Those that may still be used, and those that ran out unused. */
export async function readInvitations(context: Context, paging: Paging) {
  const { after, by, rows, cut } = pageOf(orderOf('invitations', 'invitations.id', true), paging)
  const [found] = await context.batch(
    context.db
      .select(
        selectColumns({
          id: invitations.id,
          email: invitations.email,
          role: invitations.role,
          at: invitations.at,
          expiresAt: invitations.expiresAt,
          personId: invitations.personId,
          by: people.name,
        }),
      )
      .from(invitations)
      .leftJoin(people, eq(people.id, invitations.personId))
      .where(and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { invitations: page.map(invitationAnswer), next }
}

export async function withdrawInvitation(context: Context, sent: string) {
  const id = idFrom(sent)
  const { db, now } = context
  const change = new Transaction(context)
  change.add(
    guardWithinOwnRights(context, sql`id = ${id}`),
    guard(sql`EXISTS (SELECT 1 FROM invitations WHERE id = ${id} AND ${OPEN})`, 'gone'),
  )
  change.audit({
    kind: 'invitationWithdrawn',
    subject: ['invitation', sql`id`],
    detail: { email: sql`email`, role: sql`role` },
    from: sql`FROM invitations WHERE id = ${id}`,
  })
  change.add(
    db
      .update(invitations)
      .set({ withdrawnAt: now })
      .where(eq(invitations.id, id ?? 0)),
  )
  await mapGuardErrors({ gone: notFound, beyond: beyondOwnRights }, () => change.commit())
  return {}
}

/** Nobody ends an invitation to more than they may give. */
function guardWithinOwnRights({ access, unfilteredCatalog }: Context, which: Sql): Sql {
  const beyond = rolesOf(unfilteredCatalog).filter(({ rights }) => !includes(access.rights, rights))
  return guard(
    sql`NOT EXISTS (SELECT 1 FROM invitations WHERE ${which} AND ${OPEN}
      AND role IN (SELECT value FROM json_each(${JSON.stringify(beyond.map(({ id }) => id))})))`,
    'beyond',
  )
}
const beyondOwnRights = () => new Problem(403, [issue('', 'beyondOwn')])

interface InvitationRow {
  id: number
  email: string
  role: string
  at: number
  expiresAt: number
  personId: number
  by: string | null
}

const invitationAnswer = ({ id, email, role, at, expiresAt, personId, by }: InvitationRow) => ({
  id: String(id),
  email,
  role,
  at: new Date(at).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
  by: { id: String(personId), name: by ?? '' },
})
