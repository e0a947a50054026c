import { type Query, QueryClient } from '@tanstack/solid-query'
import { ApiProblem } from './api.ts'
import { forgetRecords } from './records/store.ts'

/**
 * The query cache, which lives as long as the tab: Astro's router swaps pages without a reload, so this
 * module (and the cache in it) outlives every screen.
 */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 30 * 60_000,
      retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
})

/**
 * Options of a query that no live event tells of: how runs, deliveries and submissions fare. A part that shows it reads it anew
 * when it opens; the time is for parts that open together.
 */
export const UNTOLD = { staleTime: 300 }

/** Puts what is known to be newest into a cached query. A read on its way is cancelled: its answer, older than this, would come after it. Returns whether there was one. */
export function setCached<T>(queryKey: readonly string[], update: (data: T | undefined) => T | undefined): boolean {
  const wasReading = cache.isFetching({ queryKey, exact: true }) > 0
  void cache.cancelQueries({ queryKey, exact: true })
  cache.setQueryData<T>(queryKey, update)
  return wasReading
}

/**
 * Reads anew what is on screen of these queries. A read on its way goes on, because somebody may wait for its page, but it may have
 * begun before what has changed: they are read once more after it, or would stay old until the next change.
 */
export async function readAnew(queryKey: readonly string[]): Promise<void> {
  const isOnItsWay = (query: Query) => query.state.fetchStatus === 'fetching'
  await cache.refetchQueries({ queryKey, predicate: isOnItsWay }, { cancelRefetch: false })
  await cache.invalidateQueries({ queryKey }, { cancelRefetch: false })
}

/** Forgets all that was read: somebody else may sign in. */
export function clearCache(): void {
  cache.clear()
  forgetRecords()
}
