import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { newSecret } from './secret.ts'

const LASTS = 5 * 60_000
type Purpose = 'add' | 'signIn'

/** What a passkey is asked to sign: of one use, for one purpose and person (0 is whoever it turns out to be). */
export function challenge(purpose: Purpose, person: number, now: number): { text: string; statement: Sql } {
  const text = newSecret()
  return {
    text,
    statement: sql`INSERT INTO verifications (identifier, value, expires_at, created_at, updated_at)
      VALUES (${nameOf(purpose, person, text)}, '', ${now + LASTS}, ${now}, ${now})`,
  }
}

/** Whether it was given out and is still unused, and the statement that uses it up: both belong in one batch. */
export function spend(purpose: Purpose, person: number, text: string, now: number): { lives: Sql; gone: Sql } {
  const where = sql`FROM verifications WHERE identifier = ${nameOf(purpose, person, text)}`
  return { lives: sql`EXISTS (SELECT 1 ${where} AND expires_at > ${now})`, gone: sql`DELETE ${where}` }
}

const nameOf = (purpose: Purpose, person: number, text: string) => `passkey ${purpose} ${person} ${text}`
