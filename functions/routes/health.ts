import * as v from 'valibot'
import { ready } from '../model/migrate.ts'
import { openRoute } from '../route.ts'

export const health = [
  openRoute({
    method: 'GET',
    path: '/api/health',
    summary: 'Tells that the Worker and its database answer',
    tag: 'api',
    answer: v.strictObject({ status: v.literal('ok') }),
    run: async ({ env }) => {
      await ready(env.DB)
      return { status: 'ok' }
    },
  }),
  openRoute({
    method: 'GET',
    path: '/api/door',
    summary: 'Tells whether anybody owns this workspace yet',
    details: 'What the sign-in page must know before anyone is signed in.',
    tag: 'sign-in',
    answer: v.strictObject({ signUp: v.picklist(['open', 'closed']) }),
    run: async ({ env }) => {
      await ready(env.DB)
      const anyone = await env.DB.prepare('SELECT 1 FROM people LIMIT 1').first()
      return { signUp: anyone ? 'closed' : 'open' }
    },
  }),
]
