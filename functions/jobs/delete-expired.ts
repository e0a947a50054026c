import { lt } from 'drizzle-orm'
import { ATTEMPT_WINDOW } from '../auth/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { answers, attempts, invitations, mails, sessions, verifications } from '../db/schema/index.ts'
import type { Env } from '../env.ts'

const DAY = 86_400_000

/**
 * Drops what has had its time: remembered answers after 24 hours, sessions that ended, guesses that count no more, links
 * and challenges that ran out, and after 30 days what was sent and whom an unused invitation named.
 */
export async function deleteExpired(env: Env, now: number): Promise<void> {
  const db = openDatabase(env.DB)
  await runBatch(db, [
    db.delete(answers).where(lt(answers.at, now - DAY)),
    db.delete(sessions).where(lt(sessions.expiresAt, now)),
    db.delete(attempts).where(lt(attempts.at, now - ATTEMPT_WINDOW)),
    db.delete(verifications).where(lt(verifications.expiresAt, now)),
    db.delete(invitations).where(lt(invitations.expiresAt, now - 30 * DAY)),
    db.delete(mails).where(lt(mails.at, now - 30 * DAY)),
  ])
}
