import { app } from './app.ts'
import type { Env } from './context.ts'
import { tick } from './jobs/tick.ts'

export { Hub } from './live/hub.ts'

export default {
  fetch: app.fetch,
  scheduled: (event, env, wait) => wait.waitUntil(tick(env, event.scheduledTime)),
} satisfies ExportedHandler<Env>
