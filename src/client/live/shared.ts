import type { LiveEvent } from '../../core/api/changes/live.ts'
import { catchUp, type Listener, listen } from './connection.ts'

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
  const lead = (): void => {
    listen({
      since,
      onEvent: (event) => pass({ event }),
      onRightsChanged: () => pass({ rightsChanged: true }),
    })
  }
  if (!channel || !navigator.locks) {
    lead()
    return
  }
  // Held as long as the tab is open.
  const leadForever = () => {
    lead()
    return new Promise<never>(() => {})
  }
  void navigator.locks.request(NAME, { ifAvailable: true }, async (lock) => {
    if (lock) return leadForever()
    void navigator.locks.request(NAME, leadForever)
    // What was told between its first answer and now.
    await catchUp({ since, ...hear })
  })
}
