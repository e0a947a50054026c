import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import type { Env } from '../context.ts'
import { StaleError } from '../db/batch.ts'
import { ensureMigrated } from '../db/migrate.ts'
import type { Http } from './authenticated.ts'
import { isolateCache, loadCache } from './authentication.ts'
import { parseJsonObject } from './body.ts'

const BODY_LIMIT = 64 * 1024

/** The whole catalog as it is now. */
export async function loadCatalog(env: Env): Promise<Catalog> {
  await loadCache(env, null, Date.now())
  return isolateCache(env).catalog!
}

/** Runs a step again where the catalog that it went by has changed on the way. */
export async function retryWhenStale<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++)
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof StaleError) || attempt > 8) throw error
    }
}

/** What one sends who isn't signed in: a JSON object. The database is ready and the secret that signs cookies is known after it. */
export async function readBody(http: Http): Promise<unknown> {
  await ensureMigrated(http.env.DB)
  if (!isolateCache(http.env).secret) await loadCache(http.env, null, Date.now())
  if (http.req.method === 'GET') return {}
  const text = await http.req.text()
  if (text.length > BODY_LIMIT) throw new Problem(413, [issue('', 'tooLarge', { max: '64 KB' })])
  return parseJsonObject(text)
}
