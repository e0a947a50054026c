import { notifyLiveHub } from '../context/index.ts'
import { ensureMigrated } from '../db/migrate.ts'
import type { Env } from '../env.ts'
import { purgeBin } from '../records/index.ts'
import { deleteExpired } from './delete-expired.ts'

/** What cron does each minute. `now` is the event's own time, so that a late or repeated tick is computed as of its minute. */
export async function runDueJobs(env: Env, now: number): Promise<void> {
  await ensureMigrated(env.DB)
  await notifyLiveHub(env, true)
  // Nobody waits for it, so once an hour will do.
  if (new Date(now).getUTCMinutes() !== 0) return
  await deleteExpired(env, now)
  await purgeBin(env, now)
}
