import { raw, sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'

const KEPT = 180 * 86_400_000
/** So many in one go; the next one goes on. */
const MOST = 1000

/**
 * What runs saw and did goes after 180 days. The row stays as long as its record: by its key it is known that its cause was dealt with.
 * What has failed so long ago is tried no more.
 */
export async function tidyRuns(env: Env, now: number): Promise<void> {
  await runBatch(openDatabase(env.DB), [
    sql`UPDATE runs SET seen = '[]', actions = '[]', error = NULL, state = iif(state = 'failed', 'skipped', state) WHERE id IN (
      SELECT id FROM runs WHERE at < ${now - KEPT} AND state <> 'waiting' AND (seen <> '[]' OR actions <> '[]') ORDER BY at LIMIT ${raw(String(MOST))})`,
  ])
}
