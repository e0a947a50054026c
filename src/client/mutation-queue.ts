/**
 * Sends requests with the same key (a record, a role, …) strictly one after the other: the second is based on the version that the
 * first returned.
 *
 * Not TanStack Query's mutation scope: a queued mutation of a scope is only continued while the tab is visible (retryer.ts asks
 * the focusManager), so a change made just before switching tabs would wait, and be lost when the tab is closed.
 */
interface Queue {
  tail: Promise<unknown>
  pending: number
}

const queues = new Map<string, Queue>()

/**
 * Runs `mutation` after all earlier ones of the same key. One that calls `release` waits elsewhere for its turn (offline/queue.ts, in
 * order): those behind it may go there, too.
 */
export async function enqueue<T>(key: string, mutation: (release: () => void) => Promise<T>): Promise<T> {
  const queue = queues.get(key) ?? { tail: Promise.resolve(), pending: 0 }
  queues.set(key, queue)
  queue.pending += 1
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const current = queue.tail.then(() => mutation(release))
  queue.tail = Promise.race([current.catch(() => undefined), released])
  try {
    return await current
  } finally {
    queue.pending -= 1
    if (queue.pending === 0) queues.delete(key)
  }
}

export const hasQueued = (key: string): boolean => queues.has(key)
