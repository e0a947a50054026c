import { Hono } from 'hono'
import { json } from '../answer.ts'
import type { Env } from '../context.ts'
import { ready } from '../model/migrate.ts'

export const health = new Hono<{ Bindings: Env }>()

health.get('/api/health', async (c) => {
  await ready(c.env.DB)
  return json({ status: 'ok' })
})

/** Whether anybody owns this workspace yet: what the sign-in page must know before anyone is signed in. */
health.get('/api/door', async (c) => {
  await ready(c.env.DB)
  const anyone = await c.env.DB.prepare('SELECT 1 FROM people LIMIT 1').first()
  return json({ signUp: anyone ? 'closed' : 'open' })
})
