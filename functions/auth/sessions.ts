import { notFound } from '../../src/core/errors/index.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../audit/entry.ts'
import type { Context } from '../context.ts'
import { deviceOf } from './device.ts'
import { LIFETIME, requireSessionToken, type SignInMethod } from './session.ts'

const DAY = 86_400_000

/** One's own sessions. Their end is drawn out once a day when they are used, so `lastUsed` is known to the day. */
export async function readSessions(context: Context) {
  const token = requireSessionToken(context)
  const [result] = await context.batch(
    sql`SELECT id, token = ${token} AS current, created_at, ip_address, user_agent, coalesce(how, 'password') AS how,
        iif(expires_at - created_at > ${2 * DAY}, max(created_at, expires_at - ${LIFETIME}), created_at) AS used_at
      FROM sessions WHERE person_id = ${context.person.id} AND expires_at > ${context.now} ORDER BY current DESC, used_at DESC, id DESC`,
  )
  return {
    sessions: result!.results.map((row) => ({
      id: String(row.id),
      current: row.current === 1,
      by: row.how as SignInMethod,
      createdAt: new Date(row.created_at as number).toISOString(),
      lastUsed: new Date(row.used_at as number).toISOString().slice(0, 10),
      device: deviceOf((row.user_agent as string | null) ?? ''),
      ip: (row.ip_address as string | null) || null,
    })),
  }
}

export async function revokeSession(context: Context, sent: string): Promise<void> {
  requireSessionToken(context)
  const { id } = context.person
  const own = sql`FROM sessions WHERE id = ${idFrom(sent)} AND person_id = ${id}`
  const [, gone] = await context.batch(
    auditEntry({ kind: 'sessionRevoked', at: context.now, person: id, subject: ['person', id], from: own }),
    sql`DELETE ${own} RETURNING id`,
  )
  if (gone!.results.length === 0) throw notFound()
}

/** Signs out everywhere else. */
export async function revokeOtherSessions(context: Context): Promise<{ ended: number }> {
  const token = requireSessionToken(context)
  const { id } = context.person
  const others = sql`FROM sessions WHERE person_id = ${id} AND token <> ${token}`
  const [, gone] = await context.batch(
    auditEntry({
      kind: 'sessionRevoked',
      at: context.now,
      person: id,
      subject: ['person', id],
      detail: { count: sql`count(*)` },
      from: sql`${others} HAVING count(*) > 0`,
    }),
    sql`DELETE ${others} RETURNING id`,
  )
  return { ended: gone!.results.length }
}
