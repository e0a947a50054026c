import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import { backOff, MOST_ATTEMPTS, StaleError } from '../db/batch.ts'
import type { Env } from '../env.ts'
import type { Context } from './context.ts'
import { createContext } from './create-context.ts'
import { isCached, isolateCache, loadCache } from './isolate-cache.ts'

interface Options {
  env: Env
  /** for whom the program acts, with the rights that they have at that moment */
  person: number
  now: number
  waitUntil: Context['waitUntil']
  /** of the request that asks for it: its Idempotency-Key is kept with what is done */
  idempotencyInsert?: Sql | null
}

/**
 * Runs a step that no request of a person has asked for: an automation's, what comes in from outside. It may run several times, each
 * time with a newer catalog, as a request does (http/authenticated.ts). Throws 401 where the person is gone or deactivated.
 */
export async function runInternally<T>(
  { env, person, now, waitUntil, idempotencyInsert }: Options,
  step: (context: Context) => Promise<T>,
): Promise<T> {
  const credential = { kind: 'internal', person } as const
  for (let attempt = 1; ; attempt++) {
    if (attempt > 1 || !isolateCache(env).catalog || !isCached(env, credential)) await loadCache(env, credential, now)
    try {
      const insert = idempotencyInsert ? () => idempotencyInsert : null
      return await step(createContext({ env, credential, now, waitUntil, idempotencyInsert: insert }))
    } catch (error) {
      if (!(error instanceof StaleError)) throw error
      if (attempt >= MOST_ATTEMPTS) throw new Problem(429, [issue('', 'busy')])
      await backOff(attempt)
    }
  }
}
