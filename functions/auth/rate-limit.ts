import { eq, inArray, or } from 'drizzle-orm'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../changes/index.ts'
import type { ClientInfo } from '../context/index.ts'
import { sha256Hex } from '../crypto.ts'
import { type ResultsOf, runBatch, type Statement } from '../db/batch.ts'
import type { Database } from '../db/client.ts'
import { attempts } from '../db/schema/index.ts'
import { LINK_LIFETIME } from './magic-link.ts'

/** The longest of the windows below: what is older counts nowhere. */
export const ATTEMPT_WINDOW = 15 * 60_000
/** Wrong passwords of one who tries, for one address. */
const PASSWORD_ATTEMPTS = 10
/** Wrong passwords of one client, for all addresses together: a team behind one address mistypes less, and one password is not tried on everybody. */
const CLIENT_ATTEMPTS = 30
const LINK_REQUESTS = 5
const CLIENT_LINK_REQUESTS = 20

/**
 * Who tries a password, by what they can be told from others. A live session and a browser that has signed in before have counts
 * of their own: else a stranger who guesses at an address would keep out whose it is.
 */
export type Guesser = { email: string } & ({ session: string } | { client: ClientInfo; device: string | null })

/** A guess that was counted: the rows that say so. */
export interface CountedGuess {
  /** the count of who tries, without the client's */
  account: string
  own: number
  rows: number[]
}

/**
 * Counts a guess before the password is looked at; past the limit it is a 429, whether the address is anybody's or not. Counting
 * and taking a place is one statement, and D1 runs them one after the other: of any number that come at once, ten pass. What was
 * refused counts no further, so nobody is kept out for longer by being tried. `reads` are answered from the same batch.
 */
export async function countPasswordAttempt<const T extends readonly Statement[]>(
  db: Database,
  who: Guesser,
  now: number,
  ...reads: T
): Promise<{ guess: CountedGuess; results: ResultsOf<T> }> {
  const email = who.email.toLowerCase()
  const accountCounter = await counter(ownCountOf(who, email), PASSWORD_ATTEMPTS, ATTEMPT_WINDOW, now)
  const client = await clientCounter('client', who, CLIENT_ATTEMPTS, ATTEMPT_WINDOW, now)
  const { taken, refused, results } = await take(db, [accountCounter, ...client], now, reads)
  if (refused.length === 0) {
    const { id } = taken.find(({ account }) => account === accountCounter.account)!
    return { guess: { account: accountCounter.account, own: id, rows: taken.map((row) => row.id) }, results }
  }
  if (refused.some(({ account }) => account === accountCounter.account)) await auditLockout(db, email, now)
  throw tooMany(refused, now)
}

function ownCountOf(who: Guesser, email: string): string {
  if ('session' in who) return `session ${who.session}`
  return who.device === null ? email : `device ${who.device} ${email}`
}

/**
 * For the batch of a right password: earlier guesses of who tried are forgiven, and this one of the client's. Not the client's
 * others: with an account of one's own one could go on trying those of others for ever. Not async: an async function that
 * returned a builder would run it, since builders are promises.
 */
export const forgiveGuesses = (db: Database, { account, rows }: CountedGuess) =>
  db.delete(attempts).where(or(eq(attempts.account, account), inArray(attempts.id, rows)))

/** What was never compared was no guess: a flood that keeps the hashers busy would lock the address, too. */
export async function takeBackGuess(db: Database, { own }: CountedGuess): Promise<void> {
  await runBatch(db, [db.delete(attempts).where(eq(attempts.id, own))])
}

/**
 * Asking for a link by mail, five times within the life of a link: whoever is refused has five mails of which one is still good,
 * so nobody who asks for another's links keeps them out. A browser that has signed in before has its own count here, too.
 */
export async function countLinkRequest(
  db: Database,
  who: { email: string; client: ClientInfo; device: string | null },
  now: number,
): Promise<void> {
  const account = `link ${ownCountOf(who, who.email)}`
  const counters = [
    await counter(account, LINK_REQUESTS, LINK_LIFETIME, now),
    ...(await clientCounter('link client', who, CLIENT_LINK_REQUESTS, LINK_LIFETIME, now)),
  ]
  const { refused } = await take(db, counters, now, [])
  if (refused.length > 0) throw tooMany(refused, now)
}

/** So many rows of `account` within `window` ms are allowed. What was tried is kept as its hash: it may be nobody's address. */
interface Counter {
  account: string
  most: number
  window: number
  since: number
}

const counter = async (what: string, most: number, window: number, now: number): Promise<Counter> => ({
  account: await sha256Hex(what),
  most,
  window,
  since: now - window,
})

/**
 * None where it isn't known where the client is, nor of who has a count of their own: many share one address of the network, and
 * a stranger among them would keep out the others.
 */
async function clientCounter(kind: string, who: Guesser, most: number, window: number, now: number) {
  const network = 'session' in who || who.device !== null ? '' : who.client.network
  return network === '' ? [] : [await counter(`${kind} ${network}`, most, window, now)]
}

type Refused = Counter & { first: number }

/** Takes a place in all counters, or in none where one of them is full; those are `refused`. */
async function take<const T extends readonly Statement[]>(
  db: Database,
  counters: readonly Counter[],
  now: number,
  reads: T,
) {
  const list = JSON.stringify(counters.map(({ account, most, since }) => ({ account, most, since })))
  const inserted: Sql<{ id: number; account: string }> = sql`INSERT INTO attempts (account, at)
    SELECT c.value ->> 'account', ${now} FROM json_each(${list}) c
    WHERE NOT EXISTS (SELECT 1 FROM json_each(${list}) o WHERE o.value ->> 'most' <= (
      SELECT count(*) FROM attempts a WHERE a.account = o.value ->> 'account' AND a.at > o.value ->> 'since'))
    RETURNING id, account`
  const counted: Sql<{ account: string; n: number; first: number }> =
    sql`SELECT a.account, count(*) AS n, min(a.at) AS first
    FROM json_each(${list}) c CROSS JOIN attempts a ON a.account = c.value ->> 'account' AND a.at > c.value ->> 'since'
    GROUP BY a.account`
  const [taken, counts, ...results] = await runBatch(db, [inserted, counted, ...reads])
  const refused: Refused[] = []
  if (taken.length === 0)
    for (const one of counters) {
      const count = counts.find(({ account }) => account === one.account)
      if (count && count.n >= one.most) refused.push({ ...one, first: count.first })
    }
  return { taken, refused, results: results as unknown as ResultsOf<T> }
}

function tooMany(refused: readonly Refused[], now: number): Problem {
  const until = Math.max(...refused.map(({ first, window }) => first + window))
  const seconds = Math.max(1, Math.ceil((until - now) / 1000))
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
