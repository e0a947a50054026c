import { and, eq, gt, ne } from 'drizzle-orm'
import { notFound } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import { type Context, SESSION_LIFETIME } from '../context/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { sessions } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { ownRow } from './own-row.ts'
import { deviceOf } from './user-agent.ts'

const DAY = 86_400_000

/** A session's end is drawn out once a day when it is used, so when it was last used is known to the day. */
const USED_AT = sql`iif(sessions.expires_at - sessions.created_at > ${2 * DAY},
  max(sessions.created_at, sessions.expires_at - ${SESSION_LIFETIME}), sessions.created_at)`

/** One's own sessions: this one first, then by when they were last used. */
export async function readSessions(context: Context, paging: Paging) {
  const token = context.requireSession()
  const current = sql`(sessions.token = ${token})`
  const order = orderOf('sessions', 'sessions.id', true, [
    { key: current, desc: true },
    { key: USED_AT, desc: true },
  ])
  const { after, by, rows, cut } = pageOf(order, paging)
  const [found] = await context.batch(
    context.db
      .select(
        selectColumns({
          id: sessions.id,
          current: asDrizzle<number>(current),
          createdAt: sessions.createdAt,
          ip: sessions.ipAddress,
          userAgent: sessions.userAgent,
          how: sessions.how,
          usedAt: asDrizzle<number>(USED_AT),
        }),
      )
      .from(sessions)
      .where(and(eq(sessions.personId, context.person.id), gt(sessions.expiresAt, context.now), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, (row) => [row.current, row.usedAt, row.id])
  return {
    sessions: page.map((row) => ({
      id: String(row.id),
      current: row.current === 1,
      by: row.how ?? ('password' as const),
      createdAt: new Date(row.createdAt).toISOString(),
      lastUsed: new Date(row.usedAt).toISOString().slice(0, 10),
      device: deviceOf(row.userAgent ?? ''),
      ip: row.ip || null,
    })),
    next,
  }
}

export const ownSession = ownRow('session', sessions)

export async function revokeSession(context: Context, session: number): Promise<Record<string, never>> {
  const { id } = context.person
  const change = new Transaction(context)
  change.audit({
    kind: 'sessionRevoked',
    subject: ['person', id],
    from: sql`FROM sessions WHERE id = ${session} AND person_id = ${id}`,
  })
  const revoked = change.run(
    context.db
      .delete(sessions)
      .where(and(eq(sessions.id, session), eq(sessions.personId, id)))
      .returning({ id: sessions.id }),
  )
  await change.commit()
  if (revoked.result.length === 0) throw notFound()
  return {}
}

/** Signs out everywhere else. */
export async function revokeOtherSessions(context: Context): Promise<{ ended: number }> {
  const token = context.requireSession()
  const { id } = context.person
  const change = new Transaction(context)
  change.audit({
    kind: 'sessionRevoked',
    subject: ['person', id],
    detail: { count: sql`count(*)` },
    from: sql`FROM sessions WHERE person_id = ${id} AND token <> ${token} HAVING count(*) > 0`,
  })
  const revoked = change.run(
    context.db
      .delete(sessions)
      .where(and(eq(sessions.personId, id), ne(sessions.token, token)))
      .returning({ id: sessions.id }),
  )
  await change.commit()
  return { ended: revoked.result.length }
}
