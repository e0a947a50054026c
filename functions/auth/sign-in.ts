import { and, eq, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { passwordSignIn, signUpInput } from '../../src/core/api/auth/sign-in.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../changes/index.ts'
import type { ClientInfo, SignedIn } from '../context/index.ts'
import { guard, mapGuardErrors, runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { accounts, people } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import type { Env } from '../env.ts'
import { requireGoodPassword } from './password-rules.ts'
import { hashPassword, insertPassword, verifyPassword } from './passwords.ts'
import { countPasswordAttempt, forgiveGuesses, takeBackGuess } from './rate-limit.ts'
import { createSession } from './session.ts'

/**
 * Opens a session. A wrong password, an address that is nobody's and one of somebody who has left are one refusal, and
 * take the same time. Two calls of D1: the guess is counted and the account read in one batch, the session is made in the other.
 */
export async function signInByPassword(
  env: Env,
  { email: sent, password, rememberMe }: InferOutput<typeof passwordSignIn>,
  client: ClientInfo,
  device: string | null,
  now: number,
): Promise<SignedIn> {
  const db = openDatabase(env.DB)
  const email = sent.toLowerCase()
  const {
    guess,
    results: [[account]],
  } = await countPasswordAttempt(
    db,
    { email, client, device },
    now,
    db
      .select(selectColumns({ person: people.id, hash: accounts.password }))
      .from(people)
      .innerJoin(accounts, and(eq(accounts.personId, people.id), eq(accounts.providerId, 'credential')))
      .where(and(eq(people.email, email), isNull(people.deactivatedAt))),
  )
  const lane = { known: device !== null, key: device ?? (client.network || email) }
  const right = await verifyPassword(env, lane, account?.hash, password).catch(async (error) => {
    await takeBackGuess(db, guess)
    throw error
  })
  if (!account || !right) throw wrongPassword()
  const { token, statements } = createSession(sql`${account.person}`, 'password', client, now, {
    short: rememberMe === false,
  })
  // Whoever changed the password or left in the meantime: this one counts no more.
  const unchanged = sql`EXISTS (SELECT 1 FROM accounts a JOIN people p ON p.id = a.person_id WHERE p.id = ${account.person}
    AND p.deactivated_at IS NULL AND a.provider_id = 'credential' AND a.password = ${account.hash})`
  await mapGuardErrors({ changed: wrongPassword }, () =>
    runBatch(db, [guard(unchanged, 'changed'), ...statements, forgiveGuesses(db, guess)]),
  )
  return { token, email }
}

const wrongPassword = () => new Problem(401, [issue('', 'wrongPassword')])

/** Creates the owner and signs them in. If two sign up at once, the guard in the batch lets only one become the owner. */
export async function signUp(
  env: Env,
  { name, email, password }: InferOutput<typeof signUpInput>,
  origin: string,
  client: ClientInfo,
  now: number,
): Promise<SignedIn> {
  requireGoodPassword('password', password, email)
  const db = openDatabase(env.DB)
  const hash = await hashPassword(env, { known: false, key: client.network || email }, password)
  const owner = sql`(SELECT id FROM people WHERE email = ${email})`
  const { token, statements } = createSession(owner, 'signUp', client, now)
  await mapGuardErrors({ signUpClosed: signUpClosed }, () =>
    runBatch(db, [
      guard(sql`NOT EXISTS (SELECT 1 FROM people)`, 'signUpClosed'),
      db.insert(people).values({ name, email, role: 'owner', createdAt: now, updatedAt: now }),
      insertPassword(owner, hash, now),
      // Where the first person found the workspace is where links in its mails lead, whatever a later Host header says.
      sql`UPDATE workspace SET address = ${origin} WHERE address IS NULL`,
      auditEntry({ kind: 'signedUp', at: now, person: owner, subject: ['person', owner] }),
      ...statements,
    ]),
  )
  return { token, email }
}

/** Whether nobody is here yet: the first to sign up owns the workspace. */
export async function isSignUpOpen(env: Env): Promise<boolean> {
  const db = openDatabase(env.DB)
  const [anyone] = await runBatch(db, [
    db
      .select(selectColumns({ id: people.id }))
      .from(people)
      .limit(1),
  ])
  return anyone.length === 0
}

/** 403 once anybody is here: then an invitation is needed. */
export async function requireSignUpOpen(env: Env): Promise<void> {
  if (!(await isSignUpOpen(env))) throw signUpClosed()
}

const signUpClosed = () => new Problem(403, [issue('', 'signUpClosed')])
