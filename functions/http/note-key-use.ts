import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../changes/audit-entry.ts'
import { type Context, isolateCache } from '../context/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { keys } from '../db/schema/index.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Notes that an API key was used, to the minute, after the answer; in the audit log once a day, since a script may ask a thousand times an hour. */
export function noteKeyUse({ access: { key, person }, env, now, waitUntil }: Context): void {
  if (!key) return
  const { keysUsedAt } = isolateCache(env)
  if (now - (keysUsedAt.get(key.id) ?? 0) < MINUTE) return
  keysUsedAt.set(key.id, now)
  waitUntil(() => writeKeyUse(env.DB, key.id, person.id, now))
}

async function writeKeyUse(d1: D1Database, key: number, person: number, now: number): Promise<void> {
  const db = openDatabase(d1)
  await runBatch(db, [
    db
      .update(keys)
      .set({ usedAt: now })
      .where(and(eq(keys.id, key), or(isNull(keys.usedAt), lt(keys.usedAt, now)))),
    auditEntry({
      kind: 'keyUsed',
      at: now,
      person,
      key,
      subject: ['key', key],
      detail: { name: sql`k.name` },
      from: sql`FROM keys k WHERE k.id = ${key}
        AND NOT EXISTS (SELECT 1 FROM audit WHERE kind = 'keyUsed' AND key_id = ${key} AND at > ${now - DAY})`,
    }),
  ])
}
