import type { Catalog } from '../../src/core/model/index.ts'
import { isolateCache, loadCache } from '../context/index.ts'
import { StaleError } from '../db/batch.ts'
import { ensureMigrated } from '../db/migrate.ts'
import type { Env } from '../env.ts'
import { type Http, parseJsonObject, readText } from './body.ts'

const BODY_LIMIT = 64 * 1024
const MOST_ATTEMPTS = 9

/** The whole catalog as it is now. */
export async function loadCatalog(env: Env): Promise<Catalog> {
  await loadCache(env, null, Date.now())
  return isolateCache(env).catalog!
}

/** Runs a step again where the catalog that it went by has changed on the way. */
export async function retryWhenStale<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof StaleError) || attempt > MOST_ATTEMPTS) throw error
    }
}

/** What one sends who isn't signed in: a JSON object. The database is ready and the secret that signs cookies is known after it. */
export async function readBody(http: Http): Promise<unknown> {
  await ensureMigrated(http.env.DB)
  if (!isolateCache(http.env).secret) await loadCache(http.env, null, Date.now())
  return parseJsonObject(await readText(http, BODY_LIMIT, '64 KB'))
}
