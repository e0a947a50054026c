import { app } from './app.ts'
import type { Env } from './context.ts'
import { runDueJobs } from './jobs/run-due-jobs.ts'

export { Hub } from './live/hub.ts'

export default {
  fetch: app.fetch,
  scheduled: (event, env, wait) => wait.waitUntil(runDueJobs(env, event.scheduledTime)),
} satisfies ExportedHandler<Env>
