import { sql } from '../../src/core/sql/index.ts'
import { run } from './database.ts'

const DAY = 86_400_000

/** Notes that a key was used; in the audit log once a day, since a script may ask a thousand times an hour. */
export async function keyUsed(db: D1Database, key: number, person: number, now: number): Promise<void> {
  await run(db, [
    sql`UPDATE keys SET used_at = ${now} WHERE id = ${key} AND coalesce(used_at, 0) < ${now}`,
    sql`INSERT INTO audit (at, person_id, key_id, kind, subject, subject_id, detail)
      SELECT ${now}, ${person}, k.id, 'keyUsed', 'key', k.id, json_object('name', k.name) FROM keys k
      WHERE k.id = ${key} AND NOT EXISTS (SELECT 1 FROM audit WHERE kind = 'keyUsed' AND key_id = ${key} AND at > ${now - DAY})`,
  ])
}
