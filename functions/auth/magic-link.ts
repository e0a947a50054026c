import { and, eq, gte, isNull, lt } from 'drizzle-orm'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { ClientInfo, SignedIn } from '../context/index.ts'
import { newSecret, sha256Hex } from '../crypto.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { guard, mapGuardErrors, runBatch } from '../db/batch.ts'
import { type Database, openDatabase } from '../db/client.ts'
import { people, verifications } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { insertDeliveries, sendDeliveries } from '../deliveries/index.ts'
import type { Env } from '../env.ts'
import { composeMail } from '../mail/index.ts'
import { selectWorkspaceAddress } from '../workspace/index.ts'
import { createSession } from './session.ts'

export const LINK_LIFETIME = 10 * 60_000

/**
 * Mails a single-use link that signs in the person of that address for ten minutes; nothing if no active person has it. The mail is
 * written with the link, and sent after it.
 */
export async function mailMagicLink(env: Env, email: string, now: number): Promise<void> {
  const db = openDatabase(env.DB)
  const [[person], [workspace]] = await runBatch(db, [
    db
      .select(selectColumns({ id: people.id, email: people.email, name: people.name, language: people.language }))
      .from(people)
      .where(and(eq(people.email, email.toLowerCase()), isNull(people.deactivatedAt))),
    selectWorkspaceAddress(db),
  ])
  if (!person) return
  const { name, address, locale } = workspace!
  const token = newSecret()
  const hash = await sha256Hex(token)
  const mail = composeMail('link', {
    to: person.email,
    language: person.language ?? locale,
    link: `${address}/sign-in/#link=${token}`,
    parts: { name: person.name, workspace: name },
  })
  const key = `link-${hash}`
  const expiresAt = now + LINK_LIFETIME
  await runBatch(db, [
    db.insert(verifications).values({
      identifier: `link ${hash}`,
      value: String(person.id),
      expiresAt,
      createdAt: now,
      updatedAt: now,
    }),
    insertDeliveries(env, [{ kind: 'mail', key, event: 'link', mail, until: expiresAt }], now),
  ])
  await sendDeliveries(env, [key])
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
