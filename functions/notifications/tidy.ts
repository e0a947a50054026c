import { raw, sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'

const KEPT = 180 * 86_400_000
/** So many in one go; the next one goes on. */
const MOST = 1000

/**
 * What was read 180 days ago goes out of the bell, and its text with it. The row stays as long as its record: by its key it is known that
 * its cause has told this person.
 */
export async function tidyNotifications(env: Env, now: number): Promise<void> {
  await runBatch(openDatabase(env.DB), [
    sql`UPDATE notifications SET in_app = 0, text = '{"parts":null}' WHERE id IN (SELECT id FROM notifications
      WHERE read_at < ${now - KEPT} AND in_app = 1 ORDER BY read_at LIMIT ${raw(String(MOST))})`,
  ])
}
