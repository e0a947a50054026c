import './automations/run-deliveries.ts'
import { app } from './app.ts'
import type { Env } from './env.ts'
import { runDueJobs } from './jobs/run-due-jobs.ts'

export { PasswordHasher } from './auth/password-hasher.ts'
export { AutomationRunner } from './automations/runner/automation-runner.ts'
export { LiveHub } from './live/hub.ts'

export default {
  fetch: app.fetch,
  scheduled: (event, env, context) => context.waitUntil(runDueJobs(env, event.scheduledTime)),
} satisfies ExportedHandler<Env>
