import { fault, Problem } from '../src/core/errors/index.ts'
import type { Catalog } from '../src/core/model/index.ts'
import type { Env } from './context.ts'
import { objectFrom } from './json-body.ts'
import { Stale } from './model/database.ts'
import { ready } from './model/migrate.ts'
import type { Http } from './request.ts'
import { load, memoryOf } from './session.ts'

const BODY_LIMIT = 64 * 1024

/** The whole catalog as it is now. */
export async function catalogNow(env: Env): Promise<Catalog> {
  await load(env, null, Date.now())
  return memoryOf(env).catalog!
}

/** Runs a step again where the catalog that it went by has changed on the way. */
export async function anew<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++)
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof Stale) || attempt > 8) throw error
    }
}

/** What one sends who isn't signed in: a JSON object. The database is ready and the secret that signs cookies is known after it. */
export async function sentBy(http: Http): Promise<unknown> {
  await ready(http.env.DB)
  if (!memoryOf(http.env).secret) await load(http.env, null, Date.now())
  if (http.req.method === 'GET') return {}
  const text = await http.req.text()
  if (text.length > BODY_LIMIT) throw new Problem(413, [fault('', 'tooLarge', { max: '64 KB' })])
  return objectFrom(text)
}
