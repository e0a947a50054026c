import * as v from 'valibot'
import { issue } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { sql } from '../../src/core/sql/index.ts'
import { guard, mapGuardErrors, prepare, runBatch } from '../db/batch.ts'
import { newSecret, sha256Hex } from './secret.ts'
import { type ClientInfo, createSession } from './session.ts'

const LASTS = 10 * 60_000

export interface MagicLink {
  to: string
  name: string
  language: string | null
  token: string
}

/** A link that signs in whoever reads mail at that address, once and for ten minutes; null where nobody active has it. */
export async function createMagicLink(db: D1Database, email: string, now: number): Promise<MagicLink | null> {
  const person = await prepare(
    db,
    sql`SELECT id, email, name, language FROM people WHERE email = ${email.toLowerCase()} AND deactivated_at IS NULL`,
  ).first<{ id: number; email: string; name: string; language: string | null }>()
  if (!person) return null
  const token = newSecret()
  await runBatch(db, [
    sql`INSERT INTO verifications (identifier, value, expires_at, created_at, updated_at)
      VALUES (${await nameOf(token)}, ${String(person.id)}, ${now + LASTS}, ${now}, ${now})`,
  ])
  return { to: person.email, name: person.name, language: person.language, token }
}

export const magicLinkInput = v.strictObject({ token: v.pipe(v.string(), v.maxLength(100)) })

/** Uses up the link and opens the session in one batch: of two who follow it at once, one gets in. */
export async function signInByMagicLink(db: D1Database, body: unknown, from: ClientInfo, now: number) {
  const name = await nameOf(parse(magicLinkInput, body).token)
  const person = sql`(SELECT CAST(value AS INTEGER) FROM verifications WHERE identifier = ${name})`
  const { token, statements } = createSession(person, 'magicLink', from, now)
  const lives = sql`EXISTS (SELECT 1 FROM verifications v JOIN people p ON p.id = CAST(v.value AS INTEGER)
    WHERE v.identifier = ${name} AND v.expires_at > ${now} AND p.deactivated_at IS NULL)`
  await mapGuardErrors({ gone: [401, () => issue('', 'linkGone')] }, () =>
    runBatch(db, [
      guard(lives, 'gone'),
      ...statements,
      sql`UPDATE people SET email_verified = 1 WHERE id = ${person}`,
      sql`DELETE FROM verifications WHERE identifier = ${name}`,
    ]),
  )
  return token
}

const nameOf = async (token: string) => `link ${await sha256Hex(token)}`
