import { invalid } from '../../src/core/errors/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { sha256Hex } from '../crypto.ts'
import type { Env } from '../env.ts'

const SHORTEST = 8
const LONGEST = 128

/** 422 `passwordTooShort` or `passwordTooLong`, at `path`. */
export function requireGoodPassword(path: string, password: string): void {
  if (password.length < SHORTEST) throw invalid(path, 'passwordTooShort')
  if (password.length > LONGEST) throw invalid(path, 'passwordTooLong')
}

/** The hasher of that address: known and unknown addresses each have their own, so guessing at some keeps nobody else waiting. */
const hasherOf = async ({ PASSWORD_HASHER }: Env, email: string) =>
  PASSWORD_HASHER.getByName(await sha256Hex(email.toLowerCase()))

export const hashPassword = async (env: Env, email: string, password: string): Promise<string> =>
  (await hasherOf(env, email)).hash(password)

/** Stores the password of a new person; `person` selects their id, good inside its batch. */
export const insertPassword = (person: Sql, hash: string, now: number): Sql =>
  sql`INSERT INTO accounts (account_id, provider_id, person_id, password, created_at, updated_at)
    SELECT CAST(id AS TEXT), 'credential', id, ${hash}, ${now}, ${now} FROM people WHERE id = ${person}`

/** `hash` is undefined where nobody has that address, or no password. */
export async function verifyPassword(
  env: Env,
  email: string,
  hash: string | null | undefined,
  password: string,
): Promise<boolean> {
  // Longer than any that was ever taken: nothing to hash.
  if (password.length > LONGEST) return false
  return (await hasherOf(env, email)).verify(hash ?? null, password)
}
