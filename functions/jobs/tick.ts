import type { Env } from '../context.ts'
import { ready } from '../model/migrate.ts'
import { tidy } from '../model/tidy.ts'

/** What cron does each minute. `now` is the event's own time, so that a late or repeated tick is computed as of its minute. */
export async function tick(env: Env, now: number): Promise<void> {
  await ready(env.DB)
  await tidy(env, now)
}
