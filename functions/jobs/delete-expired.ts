import { and, isNull, lt, sql } from 'drizzle-orm'
import { sql as compiled } from '../../src/core/sql/index.ts'
import { ATTEMPT_WINDOW } from '../auth/index.ts'
import { eraseHistory } from '../changes/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { answers, attempts, deliveries, invitations, refusals, sessions, verifications } from '../db/schema/index.ts'
import type { Env } from '../env.ts'

const DAY = 86_400_000

/**
 * Drops what has had its time: remembered answers after 24 hours, sessions that ended, guesses that count no more, links
 * and challenges that ran out, and after 30 days what was sent, or given up, and whom an unused invitation named;
 * after 180 what came in from outside.
 */
export async function deleteExpired(env: Env, now: number): Promise<void> {
  const db = openDatabase(env.DB)
  await runBatch(db, [
    db.delete(answers).where(lt(answers.at, now - DAY)),
    db.delete(sessions).where(lt(sessions.expiresAt, now)),
    db.delete(attempts).where(lt(attempts.at, now - ATTEMPT_WINDOW)),
    db.delete(verifications).where(lt(verifications.expiresAt, now)),
    db.delete(invitations).where(lt(invitations.expiresAt, now - 30 * DAY)),
    db.delete(deliveries).where(
      and(
        lt(deliveries.at, now - 30 * DAY),
        // Not what still waits.
        isNull(deliveries.nextAt),
        lt(sql`coalesce(${deliveries.tries} ->> '$[#-1].at', ${deliveries.at})`, now - 30 * DAY),
      ),
    ),
    db.delete(refusals).where(lt(refusals.at, now - 180 * DAY)),
    ...eraseHistory(receivedBefore(now - 180 * DAY)),
  ])
}

/** What came in from outside and has long been worked on. */
const receivedBefore = (then: number) =>
  compiled`kind = 'inbound' AND (SELECT c.at FROM changes c WHERE c.id = history.change_id) < ${then}`
