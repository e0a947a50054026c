import { and, eq, gte, isNull, lt } from 'drizzle-orm'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { ClientInfo, SignedIn } from '../context/index.ts'
import { newSecret, sha256Hex } from '../crypto.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { guard, mapGuardErrors, runBatch } from '../db/batch.ts'
import type { Database } from '../db/client.ts'
import { people, verifications } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { createSession } from './session.ts'

export const LINK_LIFETIME = 10 * 60_000

export interface MagicLink {
  to: string
  name: string
  language: string | null
  token: string
}

/** Creates a single-use link that signs in the person of that address for ten minutes; null if no active person has it. */
export async function createMagicLink(db: Database, email: string, now: number): Promise<MagicLink | null> {
  const [[person]] = await runBatch(db, [
    db
      .select(selectColumns({ id: people.id, email: people.email, name: people.name, language: people.language }))
      .from(people)
      .where(and(eq(people.email, email.toLowerCase()), isNull(people.deactivatedAt))),
  ])
  if (!person) return null
  const token = newSecret()
  await runBatch(db, [
    db.insert(verifications).values({
      identifier: await identifierOf(token),
      value: String(person.id),
      expiresAt: now + LINK_LIFETIME,
      createdAt: now,
      updatedAt: now,
    }),
  ])
  return { to: person.email, name: person.name, language: person.language, token }
}

/** Uses up the link and opens the session in one batch: of two who follow it at once, one gets in. */
export async function signInByMagicLink(
  db: Database,
  linkToken: string,
  client: ClientInfo,
  now: number,
): Promise<SignedIn> {
  const identifier = await identifierOf(linkToken)
  const person = sql`(SELECT CAST(value AS INTEGER) FROM verifications WHERE identifier = ${identifier})`
  const { token, statements } = createSession(person, 'magicLink', client, now)
  const good = sql`EXISTS (SELECT 1 FROM verifications v JOIN people p ON p.id = CAST(v.value AS INTEGER)
    WHERE v.identifier = ${identifier} AND v.expires_at > ${now} AND p.deactivated_at IS NULL)`
  const [, [owner]] = await mapGuardErrors({ gone: () => new Problem(401, [issue('', 'linkGone')]) }, () =>
    runBatch(db, [
      guard(good, 'gone'),
      db
        .select(selectColumns({ email: people.email }))
        .from(people)
        .where(eq(people.id, asDrizzle(person))),
      ...statements,
      sql`UPDATE people SET email_verified = 1 WHERE id = ${person}`,
      db.delete(verifications).where(eq(verifications.identifier, identifier)),
    ]),
  )
  return { token, email: owner!.email }
}

/** For the batch of a new password. Not async, since builders are promises. */
export const endMagicLinks = (db: Database, person: number) =>
  db
    .delete(verifications)
    .where(
      and(
        gte(verifications.identifier, 'link '),
        lt(verifications.identifier, 'link!'),
        eq(verifications.value, String(person)),
      ),
    )

const identifierOf = async (token: string) => `link ${await sha256Hex(token)}`
