import { issue, Problem } from '../../src/core/errors/index.ts'
import { isolateCache, loadCache } from '../context/index.ts'
import { MOST_ATTEMPTS, StaleError } from '../db/batch.ts'
import { ensureMigrated } from '../db/migrate.ts'
import { type Http, readSent } from './body.ts'
import { clientOf, hasSignedInBefore } from './cookies.ts'

const BODY_LIMIT = 64 * 1024

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
export const readBody = async (http: Http): Promise<unknown> => (await readLater(http))()

/** The same, where it is looked at only once it is known that what the path names is there. */
export async function readLater(http: Http): Promise<() => unknown> {
  await ensureMigrated(http.env.DB)
  if (!isolateCache(http.env).secret) await loadCache(http.env, null, Date.now())
  await requirePatience(http)
  return (await readSent(http, { limit: BODY_LIMIT, lenientText: true, keyed: false })).json
}

/**
 * 429 where one client knocks too often. The edge counts it, in each of its places for itself and not to the last one: good
 * against a flood, which costs no call of the database then. Guesses are counted exactly beside it (auth/rate-limit.ts).
 */
async function requirePatience(http: Http): Promise<void> {
  const { network } = clientOf(http)
  if (!http.env.DOOR_LIMIT || network === '') return
  const { success } = await http.env.DOOR_LIMIT.limit({ key: network })
  // A browser that was here before doesn't wait for strangers that share its network; its guesses have their own count.
  if (!success && !(await hasSignedInBefore(http)))
    throw new Problem(429, [issue('', 'tooManyAttempts', { seconds: 60, minutes: 1 })])
}
