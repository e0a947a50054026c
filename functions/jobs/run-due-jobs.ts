import { tidyRuns } from '../automations/index.ts'
import { automationRunner, notifyLiveHub } from '../context/index.ts'
import { ensureMigrated } from '../db/migrate.ts'
import { sendDueDeliveries } from '../deliveries/index.ts'
import type { Env } from '../env.ts'
import { tidyForms } from '../forms/index.ts'
import { mailNotifications, tidyNotifications, wakeSnoozed } from '../notifications/index.ts'
import { purgeBin } from '../records/index.ts'
import { deleteExpired } from './delete-expired.ts'

/** What cron does each minute. `now` is the event's own time, so that a late or repeated tick is computed as of its minute. */
export async function runDueJobs(env: Env, now: number): Promise<void> {
  await ensureMigrated(env.DB)
  await notifyLiveHub(env, true)
  // A failing tick must not hold up the mails.
  await automationRunner(env)
    .tick(now)
    .catch((error) => console.error('the automations’ tick failed', error))
  await wakeSnoozed(env, now)
  await mailNotifications(env, now)
  await sendDueDeliveries(env, now)
  // Nobody waits for it, so once an hour will do.
  if (new Date(now).getUTCMinutes() !== 0) return
  await deleteExpired(env, now)
  await purgeBin(env, now)
  await tidyNotifications(env, now)
  await tidyRuns(env, now)
  await tidyForms(env, now)
}
