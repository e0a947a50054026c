import { sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { HISTORY_PROJECTS } from '../db/history-seq.ts'
import type { Env } from '../env.ts'

/** What cron's next tick will have dealt with is not late. */
const PATIENCE = 3 * 60_000

/** Whether something was written that automations should have heard of by now: cron doesn't come, or there is more than it can do. */
export async function isBehind(env: Env, now: number): Promise<boolean> {
  const [[row]] = await runBatch(openDatabase(env.DB), [
    sql<{ at: number | null }>`SELECT min(c.at) AS at FROM (SELECT (SELECT h.change_id FROM history h
        WHERE h.project_id = p.id AND h.seq > w.automated_seq ORDER BY h.seq LIMIT 1) AS change_id FROM ${HISTORY_PROJECTS} p, workspace w) x
      JOIN changes c ON c.id = x.change_id`,
  ])
  return row?.at != null && row.at < now - PATIENCE
}
