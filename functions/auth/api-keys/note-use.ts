import { sql } from '../../../src/core/sql/index.ts'
import { auditEntry } from '../../audit/entry.ts'
import { runBatch } from '../../db/batch.ts'

const DAY = 86_400_000

/** Notes that a key was used; in the audit log once a day, since a script may ask a thousand times an hour. */
export async function keyUsed(db: D1Database, key: number, person: number, now: number): Promise<void> {
  await runBatch(db, [
    sql`UPDATE keys SET used_at = ${now} WHERE id = ${key} AND coalesce(used_at, 0) < ${now}`,
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
