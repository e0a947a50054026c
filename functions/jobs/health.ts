import * as v from 'valibot'
import { isBehind } from '../automations/index.ts'
import { ensureMigrated } from '../db/migrate.ts'
import { publicRoute } from '../http/route.ts'

export const healthRoutes = [
  publicRoute({
    method: 'GET',
    path: '/api/health',
    summary: 'Check that the Worker and its database answer',
    tag: 'api',
    details:
      '`automations` is behind where cron doesn’t come, or there is more to do than it can. `OUTSIDE_ALLOW` is there where the deployment lets webhooks reach what isn’t outside.',
    response: v.strictObject({
      status: v.literal('ok'),
      automations: v.picklist(['ok', 'behind']),
      OUTSIDE_ALLOW: v.optional(v.literal('set')),
    }),
    handler: async ({ env }) => {
      await ensureMigrated(env.DB)
      const automations = (await isBehind(env, Date.now())) ? 'behind' : 'ok'
      // Not what it names: anybody reads this.
      return { status: 'ok', automations, ...(env.OUTSIDE_ALLOW && { OUTSIDE_ALLOW: 'set' as const }) }
    },
  }),
]
