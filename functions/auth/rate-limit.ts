import { issue, Problem } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../audit/entry.ts'
import { runBatch } from '../db/batch.ts'
import { sha256Hex } from './secret.ts'

export const WINDOW = 15 * 60_000
const GUESSES = 10
const LINKS = 5

/**
 * Counts a guess before the password is looked at; past ten in a quarter of an hour it is a 429, whether the address is
 * anybody's or not. Counting and taking a place is one statement, and D1 runs them one after the other: of any number that
 * come at once, ten pass. What was refused counts no further, so nobody is kept out for longer by being tried.
 */
export async function countPasswordAttempt(db: D1Database, email: string, now: number): Promise<void> {
  await countAttempt(db, await accountOf(email), GUESSES, now, email)
}

/** The right password: earlier guesses are forgiven. */
export async function clearPasswordAttempts(db: D1Database, email: string): Promise<void> {
  await runBatch(db, [sql`DELETE FROM attempts WHERE account = ${await accountOf(email)}`])
}

/** Asking for a link by mail, five times in a quarter of an hour. */
export const countLinkRequest = async (db: D1Database, email: string, now: number): Promise<void> =>
  countAttempt(db, await sha256Hex(`link ${email.toLowerCase()}`), LINKS, now)

const accountOf = (email: string) => sha256Hex(email.toLowerCase())

async function countAttempt(
  db: D1Database,
  account: string,
  most: number,
  now: number,
  guessedAt?: string,
): Promise<void> {
  const recent = sql`FROM attempts WHERE account = ${account} AND at > ${now - WINDOW}`
  const [taken, first] = await runBatch(db, [
    sql`INSERT INTO attempts (account, at) SELECT ${account}, ${now} WHERE (SELECT count(*) ${recent}) < ${most} RETURNING id`,
    sql`SELECT min(at) AS at ${recent}`,
  ])
  if (taken!.results.length > 0) return
  if (guessedAt) await auditLockout(db, guessedAt.toLowerCase(), now)
  const seconds = Math.max(1, Math.ceil((Number(first!.results[0]!.at ?? now) + WINDOW - now) / 1000))
  throw new Problem(429, [issue('', 'tooManyAttempts', { seconds, minutes: Math.ceil(seconds / 60) })])
}

/** The log hears of a closed door once, not of each knock. */
async function auditLockout(db: D1Database, email: string, now: number): Promise<void> {
  await runBatch(db, [
    auditEntry({
      kind: 'signInRefused',
      at: now,
      person: null,
      subject: [sql`p.subject`, sql`p.id`],
      detail: { email },
      from: sql`FROM (SELECT 1) LEFT JOIN (SELECT 'person' AS subject, id FROM people WHERE email = ${email}) p
        WHERE NOT EXISTS (SELECT 1 FROM audit WHERE kind = 'signInRefused' AND at > ${now - WINDOW} AND detail ->> 'email' = ${email})`,
    }),
  ])
}
