import * as v from 'valibot'
import { ensureMigrated } from '../db/migrate.ts'
import { publicRoute } from './route.ts'

export const healthRoutes = [
  publicRoute({
    method: 'GET',
    path: '/api/health',
    summary: 'Check that the Worker and its database answer',
    tag: 'api',
    response: v.strictObject({ status: v.literal('ok') }),
    handler: async ({ env }) => {
      await ensureMigrated(env.DB)
      return { status: 'ok' }
    },
  }),
]
