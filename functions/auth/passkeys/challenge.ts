import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { base64url, fromBase64url } from '../../crypto.ts'

const LASTS = 5 * 60_000
/** bytes: until when it lasts, chance, and the seal over both */
const [TIME, CHANCE, SEAL] = [8, 16, 32]

/** The purpose of a challenge and the person it was issued to; 0 when signing in, where the person isn't known yet. */
export interface ChallengePurpose {
  for: 'add' | 'signIn'
  person: number
}

/** Whether a challenge is unused, as a condition, and the statement that uses it up. */
export interface UsableChallenge {
  unused: Sql
  used: Sql
}

/** A challenge for a passkey to sign. It is authenticated by HMAC instead of stored, so that requesting many fills no database. */
export async function createChallenge(secret: string, good: ChallengePurpose, now: number): Promise<string> {
  const bytes = new Uint8Array(TIME + CHANCE + SEAL)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now + LASTS))
  crypto.getRandomValues(bytes.subarray(TIME, TIME + CHANCE))
  const open = bytes.subarray(0, TIME + CHANCE)
  bytes.set(
    new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), signedBytes(good, open))),
    TIME + CHANCE,
  )
  return base64url(bytes)
}

/**
 * Null where it wasn't given out for this, or too long ago. Else whether it is unused, and the statement that uses it up: both
 * belong in one batch.
 */
export async function verifyChallenge(
  secret: string,
  good: ChallengePurpose,
  text: string,
  now: number,
): Promise<UsableChallenge | null> {
  const bytes = fromBase64url(text)
  if (bytes.length !== TIME + CHANCE + SEAL) return null
  const open = bytes.subarray(0, TIME + CHANCE)
  const seal = bytes.subarray(TIME + CHANCE)
  if (!(await crypto.subtle.verify('HMAC', await keyOf(secret), seal, signedBytes(good, open)))) return null
  const until = Number(new DataView(bytes.buffer).getBigUint64(0))
  if (until <= now) return null
  // The bytes have one spelling here, whatever the text was. It is kept for longer than it lasts: a slow request came before.
  const identifier = `passkey ${base64url(open)}`
  return {
    unused: sql`NOT EXISTS (SELECT 1 FROM verifications WHERE identifier = ${identifier})`,
    used: sql`INSERT INTO verifications (identifier, value, expires_at, created_at, updated_at)
      VALUES (${identifier}, '', ${until + LASTS}, ${now}, ${now})`,
  }
}

function signedBytes({ for: purpose, person }: ChallengePurpose, open: Uint8Array): Uint8Array<ArrayBuffer> {
  const named = new TextEncoder().encode(`passkey ${purpose} ${person} `)
  const all = new Uint8Array(named.length + open.length)
  all.set(named)
  all.set(open, named.length)
  return all
}

const keyOf = (secret: string) =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
