import { and, eq, gt } from 'drizzle-orm'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../changes/index.ts'
import { sha256Hex } from '../crypto.ts'
import { type ResultsOf, runBatch, type Statement } from '../db/batch.ts'
import type { Database } from '../db/client.ts'
import { attempts } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'

export const ATTEMPT_WINDOW = 15 * 60_000
const PASSWORD_ATTEMPTS = 10
const LINK_REQUESTS = 5

/**
 * Counts a guess before the password is looked at; past ten in a quarter of an hour it is a 429, whether the address is
 * anybody's or not. Counting and taking a place is one statement, and D1 runs them one after the other: of any number that
 * come at once, ten pass. What was refused counts no further, so nobody is kept out for longer by being tried. `reads` are
 * answered from the same batch.
 */
export async function countPasswordAttempt<const T extends readonly Statement[]>(
  db: Database,
  email: string,
  now: number,
  ...reads: T
): Promise<ResultsOf<T>> {
  const account = await accountKey(email)
  const { isOver, results } = await countAttempt(db, account, PASSWORD_ATTEMPTS, now, reads)
  if (!isOver) return results
  await auditLockout(db, email.toLowerCase(), now)
  throw tooMany(isOver, now)
}

/**
 * For the batch of a right password: earlier guesses are forgiven. Takes the account's key and not its address: an async function
 * that returned a builder would run it, since builders are promises.
 */
export const clearPasswordAttempts = (db: Database, account: string) =>
  db.delete(attempts).where(eq(attempts.account, account))

/** Asking for a link by mail, five times in a quarter of an hour. */
export async function countLinkRequest(db: Database, email: string, now: number): Promise<void> {
  const account = await sha256Hex(`link ${email.toLowerCase()}`)
  const { isOver } = await countAttempt(db, account, LINK_REQUESTS, now, [])
  if (isOver) throw tooMany(isOver, now)
}

/** An address that was tried is kept as its hash: it may be nobody's. */
export const accountKey = (email: string) => sha256Hex(email.toLowerCase())

/** `isOver`: since when the account is over its limit, false where it isn't. */
async function countAttempt<const T extends readonly Statement[]>(
  db: Database,
  account: string,
  most: number,
  now: number,
  reads: T,
): Promise<{ isOver: { since: number } | false; results: ResultsOf<T> }> {
  const since = now - ATTEMPT_WINDOW
  const counted: Sql<{ id: number }> = sql`INSERT INTO attempts (account, at) SELECT ${account}, ${now}
    WHERE (SELECT count(*) FROM attempts WHERE account = ${account} AND at > ${since}) < ${most} RETURNING id`
  const recent = db
    .select(selectColumns({ at: attempts.at }))
    .from(attempts)
    .where(and(eq(attempts.account, account), gt(attempts.at, since)))
    .orderBy(attempts.at)
    .limit(1)
  const [taken, [first], ...results] = await runBatch(db, [counted, recent, ...reads])
  return {
    isOver: taken.length > 0 ? false : { since: first?.at ?? now },
    results: results as unknown as ResultsOf<T>,
  }
}

function tooMany({ since }: { since: number }, now: number): Problem {
  const seconds = Math.max(1, Math.ceil((since + ATTEMPT_WINDOW - now) / 1000))
  return new Problem(429, [issue('', 'tooManyAttempts', { seconds, minutes: Math.ceil(seconds / 60) })])
}

/** Writes to the audit log when an account becomes locked, not on each further attempt. */
async function auditLockout(db: Database, email: string, now: number): Promise<void> {
  await runBatch(db, [
    auditEntry({
      kind: 'signInRefused',
      at: now,
      person: null,
      subject: [sql`p.subject`, sql`p.id`],
      detail: { email },
      from: sql`FROM (SELECT 1) LEFT JOIN (SELECT 'person' AS subject, id FROM people WHERE email = ${email}) p
        WHERE NOT EXISTS (SELECT 1 FROM audit WHERE kind = 'signInRefused' AND at > ${now - ATTEMPT_WINDOW} AND detail ->> 'email' = ${email})`,
    }),
  ])
}
