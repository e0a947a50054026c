import * as v from 'valibot'
import { invalid, issue } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../audit/entry.ts'
import type { Context, Env } from '../context.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { clearPasswordAttempts, countPasswordAttempt } from './rate-limit.ts'
import { requireSessionToken } from './session.ts'

const SHORTEST = 8
const LONGEST = 128

/** scrypt takes 100 ms, which is the Durable Object's to spend. */
export const passwords = (env: Env) => env.HUB.getByName('passwords')

export function demandPassword(path: string, password: string): void {
  if (password.length < SHORTEST) throw invalid(path, 'passwordTooShort')
  if (password.length > LONGEST) throw invalid(path, 'passwordTooLong')
}

export const passwordChange = v.strictObject({ current: v.optional(v.string()), new: v.string() })

/** So long after they came by passkey or by a link in their mail, people may set a password without the old one: they forgot it. */
export const FRESH = 15 * 60_000

/** One who knows the old password gets a new one; every other session ends. Wrong ones count as wrong sign-ins do. */
export async function changePassword(context: Context, body: unknown): Promise<void> {
  const token = requireSessionToken(context)
  const { current, new: next } = parse(passwordChange, body)
  demandPassword('new', next)
  const { id, email } = context.person
  const account = sql`person_id = ${id} AND provider_id = 'credential'`
  const [kept, proven] = await context.batch(
    sql`SELECT password FROM accounts WHERE ${account}`,
    sql`SELECT 1 FROM sessions WHERE token = ${token} AND how IN ('passkey', 'magicLink') AND created_at > ${context.now - FRESH}`,
  )
  const hash = kept!.results[0]?.password as string | undefined
  if (current === undefined) {
    if (proven!.results.length === 0) throw invalid('current', 'required', { name: 'current' })
  } else {
    await countPasswordAttempt(context.env.DB, email, context.now)
    const right =
      hash !== undefined && current.length <= LONGEST && (await passwords(context.env).verify(hash, current))
    if (!right) throw invalid('current', 'wrongCurrentPassword')
    await clearPasswordAttempts(context.env.DB, email)
  }
  const hashed = await passwords(context.env).hash(next)
  await mapGuardErrors({ changed: [409, () => issue('', 'conflict')] }, () =>
    context.batch(
      guard(sql`EXISTS (SELECT 1 FROM accounts WHERE ${account} AND password = ${hash ?? null})`, 'changed'),
      sql`UPDATE accounts SET password = ${hashed}, updated_at = ${context.now} WHERE ${account}`,
      sql`DELETE FROM sessions WHERE person_id = ${id} AND token <> ${token}`,
      auditEntry({ kind: 'passwordChanged', at: context.now, person: id, subject: ['person', id] }),
    ),
  )
}
