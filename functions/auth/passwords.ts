import { issue, Problem } from '../../src/core/errors/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { sha256Hex } from '../crypto.ts'
import type { Env } from '../env.ts'
import { isTooLong } from './password-rules.ts'

/** Hashers a lane. With at most five passwords each, a flood keeps two seconds of work waiting and no more. */
const HASHERS = 4

/**
 * Whose password it is. `known` are those who have shown something already (a session, an invitation, the cookie of a browser
 * that has signed in before): their hashers are not the strangers', so that no flood from outside makes them wait. Within a lane
 * `key` chooses the hasher: what somebody can't easily have many of.
 */
export interface Lane {
  known: boolean
  key: string
}

async function hasherOf({ PASSWORD_HASHER }: Env, { known, key }: Lane) {
  const index = Number.parseInt((await sha256Hex(key)).slice(0, 6), 16) % HASHERS
  return PASSWORD_HASHER.getByName(`${known ? 'known' : 'stranger'} ${index}`)
}

/** 429 `tooManySignIns` at once where too many wait for that hasher. */
export async function hashPassword(env: Env, lane: Lane, password: string): Promise<string> {
  const hash = await (await hasherOf(env, lane)).hash(password)
  if (hash === 'busy') throw tooManySignIns()
  return hash
}

/** Stores the password of a new person; `person` selects their id, good inside its batch. */
export const insertPassword = (person: Sql, hash: string, now: number): Sql =>
  sql`INSERT INTO accounts (account_id, provider_id, person_id, password, created_at, updated_at)
    SELECT CAST(id AS TEXT), 'credential', id, ${hash}, ${now}, ${now} FROM people WHERE id = ${person}`

/** `hash` is undefined where nobody has that address, or no password. 429 `tooManySignIns` as above: then nothing was compared. */
export async function verifyPassword(
  env: Env,
  lane: Lane,
  hash: string | null | undefined,
  password: string,
): Promise<boolean> {
  // Longer than any that was ever taken: nothing to hash.
  if (isTooLong(password)) return false
  const right = await (await hasherOf(env, lane)).verify(hash ?? null, password)
  if (right === 'busy') throw tooManySignIns()
  return right
}

const tooManySignIns = () => new Problem(429, [issue('', 'tooManySignIns')])
