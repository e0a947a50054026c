import { notifyLiveHub } from '../context/index.ts'
import { ensureMigrated } from '../db/migrate.ts'
import type { Env } from '../env.ts'
import { deleteExpired } from './delete-expired.ts'

/** What cron does each minute. `now` is the event's own time, so that a late or repeated tick is computed as of its minute. */
export async function runDueJobs(env: Env, now: number): Promise<void> {
  await ensureMigrated(env.DB)
  await notifyLiveHub(env, true)
  // It looks through whole tables, so once an hour will do.
  if (new Date(now).getUTCMinutes() === 0) await deleteExpired(env, now)
}
