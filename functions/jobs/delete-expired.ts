import { sql } from '../../src/core/sql/index.ts'
import { WINDOW } from '../auth/rate-limit.ts'
import type { Env } from '../context.ts'
import { prepare } from '../db/batch.ts'

const DAY = 86_400_000

/**
 * Drops what has had its time: remembered answers after 24 hours, sessions that ended, guesses that count no more, links
 * and challenges that ran out, and after 30 days what was sent and whom an unused invitation named.
 */
export async function deleteExpired(env: Env, now: number): Promise<void> {
  await env.DB.batch(
    [
      sql`DELETE FROM answers WHERE at < ${now - DAY}`,
      sql`DELETE FROM sessions WHERE expires_at < ${now}`,
      sql`DELETE FROM attempts WHERE at < ${now - WINDOW}`,
      sql`DELETE FROM verifications WHERE expires_at < ${now}`,
      sql`DELETE FROM invitations WHERE expires_at < ${now - 30 * DAY}`,
      sql`DELETE FROM mails WHERE at < ${now - 30 * DAY}`,
    ].map((one) => prepare(env.DB, one)),
  )
}
