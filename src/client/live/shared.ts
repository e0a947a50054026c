import type { LiveEvent } from '../../core/api/changes/live.ts'
import { catchUp, type Listener, listen } from './connection.ts'

/*
 * One socket a browser: of all open tabs the one that holds the lock listens, and passes on what it hears. When it is closed the next
 * tab gets the lock and goes on from the last seq that was passed on.
 */

const NAME = 'tonle-live'
const RETRY = 3_000

type Passed = { event: LiveEvent } | { rightsChanged: true }

/** Where a browser has no locks or channels, each tab listens by itself. */
export function listenShared({ since, ...hear }: Listener): void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)
  /** what was passed on before this tab knew what came before that */
  let held: Passed[] | null = []
  const take = (passed: Passed) => ('event' in passed ? hear.onEvent(passed.event) : hear.onRightsChanged())
  const release = () => {
    for (const passed of held ?? []) take(passed)
    held = null
  }
  channel?.addEventListener('message', ({ data }) => (held ? held.push(data as Passed) : take(data as Passed)))
  const pass = (passed: Passed) => {
    channel?.postMessage(passed)
    take(passed)
  }
  const lead = (): void => {
    release()
    listen({ since, onEvent: (event) => pass({ event }), onRightsChanged: () => pass({ rightsChanged: true }) })
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
    // What was told between its first answers and now.
    while (held && !(await catchUp({ since, ...hear }))) await new Promise((wake) => setTimeout(wake, RETRY))
    release()
  })
}
