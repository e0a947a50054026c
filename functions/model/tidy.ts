import { sql } from '../../src/core/sql/index.ts'
import type { Env } from '../context.ts'
import { bind } from './database.ts'

const DAY = 86_400_000

/** Drops what has had its time: remembered answers after 24 hours, sessions that ended. */
export async function tidy(env: Env, now: number): Promise<void> {
  await env.DB.batch(
    [sql`DELETE FROM answers WHERE at < ${now - DAY}`, sql`DELETE FROM sessions WHERE expires_at < ${now}`].map((one) =>
      bind(env.DB, one),
    ),
  )
}
