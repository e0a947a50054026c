import type { LiveEvent } from '../../core/api/changes/live.ts'
import { type Listener, listen } from './connection.ts'

/*
 * One socket a browser: of all open tabs the one that holds the lock listens, and passes on what it hears. When it is closed the next
 * tab gets the lock and goes on from the last seq that was passed on.
 */

const NAME = 'tonle-live'

type Passed = { event: LiveEvent } | { rightsChanged: true }

/** Where a browser has no locks or channels, each tab listens by itself. */
export function listenShared({ since, ...hear }: Listener): void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)
  const take = (passed: Passed) => ('event' in passed ? hear.onEvent(passed.event) : hear.onRightsChanged())
  const pass = (passed: Passed) => {
    channel?.postMessage(passed)
    take(passed)
  }
  channel?.addEventListener('message', ({ data }) => take(data as Passed))
  const lead = () =>
    listen({
      since,
      onEvent: (event) => pass({ event }),
      onRightsChanged: () => pass({ rightsChanged: true }),
    })
  if (!channel || !navigator.locks) lead()
  // Held as long as the tab is open.
  else
    void navigator.locks.request(NAME, () => {
      lead()
      return new Promise<never>(() => {})
    })
}
