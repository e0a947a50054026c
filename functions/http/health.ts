import * as v from 'valibot'
import { ensureMigrated } from '../db/migrate.ts'
import { publicRoute } from './route.ts'

export const health = [
  publicRoute({
    method: 'GET',
    path: '/api/health',
    summary: 'Tells that the Worker and its database answer',
    tag: 'api',
    response: v.strictObject({ status: v.literal('ok') }),
    handler: async ({ env }) => {
      await ensureMigrated(env.DB)
      return { status: 'ok' }
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/api/door',
    summary: 'Tells whether anybody owns this workspace yet',
    details: 'What the sign-in page must know before anyone is signed in.',
    tag: 'sign-in',
    response: v.strictObject({ signUp: v.picklist(['open', 'closed']) }),
    handler: async ({ env }) => {
      await ensureMigrated(env.DB)
      const anyone = await env.DB.prepare('SELECT 1 FROM people LIMIT 1').first()
      return { signUp: anyone ? 'closed' : 'open' }
    },
  }),
]
