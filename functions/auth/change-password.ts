import { and, eq, gt, inArray, ne } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { passwordChange } from '../../src/core/api/auth/me.ts'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { accounts, sessions } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { endMagicLinks } from './magic-link.ts'
import { requireGoodPassword } from './password-rules.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { type CountedGuess, countPasswordAttempt, forgiveGuesses } from './rate-limit.ts'

/** So long after they came by passkey or by a link in their mail, people may set a password without the old one: they forgot it. */
const FRESH = 15 * 60_000

/** One who knows the old password gets a new one; every other session and every open link by mail ends: whoever has one of them came in by what is changed here. Ten wrong ones in 15 minutes are taken of a session, whatever others guess elsewhere. */
export async function changePassword(
  context: Context,
  { current, new: next }: InferOutput<typeof passwordChange>,
): Promise<Record<string, never>> {
  const token = context.requireSession()
  const { env, now, db } = context
  const { id, email } = context.person
  requireGoodPassword('new', next, email)
  const ownAccount = and(eq(accounts.personId, id), eq(accounts.providerId, 'credential'))
  const [[account], proven] = await context.batch(
    db
      .select(selectColumns({ hash: accounts.password }))
      .from(accounts)
      .where(ownAccount),
    db
      .select(selectColumns({ id: sessions.id }))
      .from(sessions)
      .where(
        and(
          eq(sessions.token, token),
          inArray(sessions.how, ['passkey', 'magicLink']),
          gt(sessions.createdAt, now - FRESH),
        ),
      ),
  )
  const hash = account?.hash ?? null
  const lane = { known: true, key: `person ${id}` }
  let guess: CountedGuess | undefined
  if (current === undefined) {
    if (proven.length === 0) throw invalid('current', 'required', { name: 'current' })
  } else {
    ;({ guess } = await countPasswordAttempt(openDatabase(env.DB), { email, session: token }, now))
    if (!(await verifyPassword(env, lane, hash, current))) throw invalid('current', 'wrongCurrentPassword')
  }
  const hashed = await hashPassword(env, lane, next)
  const change = new Transaction(context)
  change.add(
    guard(
      sql`EXISTS (SELECT 1 FROM accounts WHERE person_id = ${id} AND provider_id = 'credential' AND password = ${hash})`,
      'changed',
    ),
    db.update(accounts).set({ password: hashed, updatedAt: now }).where(ownAccount),
    db.delete(sessions).where(and(eq(sessions.personId, id), ne(sessions.token, token))),
    endMagicLinks(db, id),
  )
  if (guess) change.add(forgiveGuesses(db, guess))
  change.audit({ kind: 'passwordChanged', subject: ['person', id] })
  await mapGuardErrors({ changed: () => new Problem(409, [issue('', 'conflict')]) }, () => change.commit())
  return {}
}
