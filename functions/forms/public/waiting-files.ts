import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { StoredFile } from './take-in.ts'

const DAY = 86_400_000

/** So long what was sent waits for somebody: for the visitor to confirm it, or for a person to decide on what was refused. */
export const DECIDED_WITHIN = 7 * DAY

/** Of a submission `s`: whether it may still become a record. Its files live exactly as long. */
export const mayBecomeRecord = (now: number): Sql => sql`coalesce(s.confirmed_at, s.at) >= ${now - DECIDED_WITHIN}`

/** Files that belong to no record yet. In the batch of `insertSubmission`, after it. */
export const insertWaitingFiles = (key: string, files: readonly StoredFile[], time: number): Sql =>
  sql`INSERT INTO submission_files (submission_id, field_id, name, size, type, key, at)
    SELECT (SELECT id FROM submissions WHERE key = ${key}), f.value ->> 'fieldId', f.value ->> 'name', f.value ->> 'size', f.value ->> 'type', f.value ->> 'key', ${time}
    FROM json_each(${JSON.stringify(files)}) f`

/** Those of a submission `s`, as JSON of StoredFile. */
export const waitingFiles: Sql =
  raw(`(SELECT json_group_array(json_object('fieldId', f.field_id, 'name', f.name, 'size', f.size, 'type', f.type, 'key', f.key))
  FROM submission_files f WHERE f.submission_id = s.id)`)

/** Keys of those that have had their time; cron takes so many at once and goes on in an hour. */
export const selectOverdueFiles = (now: number): Sql<{ key: string }> =>
  sql`SELECT f.key FROM submission_files f WHERE f.at < ${now - DECIDED_WITHIN}
    AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.id = f.submission_id AND ${mayBecomeRecord(now)}) LIMIT 1000`
