import type { LiveEvent, LiveNotice, LivePlace, LivePresence } from '../../core/api/changes/live.ts'
import { randomKey } from '../api.ts'
import { catchUp, type Listener, listen } from './connection.ts'
import { followOwnPlace, Places } from './own-place.ts'

/*
 * One socket a browser: of all open tabs the one that holds the lock listens, and passes on what it hears. When it is closed the next
 * tab gets the lock and goes on from the last seq that was passed on. The other tabs tell it where the person is.
 */

const NAME = 'tonle-live'
const RETRY = 3_000

/** From the tab that listens to all others. */
type Passed = { event: LiveEvent } | { rightsChanged: true } | LiveNotice | { presence: LivePresence['presence'] }
/** To the tab that listens, and by a tab that has just begun to. */
type TabMessage = { tab: string; place: LivePlace | null } | { whereAreYou: true }

export type SharedListener = Pick<Listener, 'since' | 'onEvent' | 'onRightsChanged' | 'onPresence' | 'onNotice'>

/** Where a browser has no locks or channels, each tab listens by itself. */
export function listenShared({ since, ...hear }: SharedListener): void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)
  /** what was passed on before this tab knew what came before that */
  let held: Passed[] | null = []
  const take = (passed: Passed) => {
    if ('event' in passed) hear.onEvent(passed.event)
    else if ('presence' in passed) hear.onPresence(passed.presence)
    else if ('notifications' in passed) hear.onNotice()
    else hear.onRightsChanged()
  }
  const release = () => {
    for (const passed of held ?? []) take(passed)
    held = null
  }
  const pass = (passed: Passed) => {
    channel?.postMessage(passed)
    take(passed)
  }

  const tab = randomKey()
  let leading: { places: Places; presence: LivePresence['presence'] } | null = null
  let place: LivePlace | null = null
  const tellPlace = () => {
    if (leading) leading.places.set(tab, place)
    else channel?.postMessage({ tab, place } satisfies TabMessage)
  }
  followOwnPlace((current) => {
    place = current
    tellPlace()
  })

  channel?.addEventListener('message', ({ data }: MessageEvent<Passed | TabMessage>) => {
    if ('whereAreYou' in data) tellPlace()
    else if ('tab' in data) {
      leading?.places.set(data.tab, data.place)
      // It may have just been opened, and has heard of nobody.
      if (leading) channel.postMessage({ presence: leading.presence } satisfies Passed)
    } else if (held) held.push(data)
    else take(data)
  })

  const lead = (): void => {
    release()
    const places = new Places((place) => say(place))
    const current = { places, presence: [] as LivePresence['presence'] }
    leading = current
    let opened = false
    const say = listen({
      since,
      onEvent: (event) => pass({ event }),
      onRightsChanged: () => pass({ rightsChanged: true }),
      onPresence: (presence) => {
        current.presence = presence
        pass({ presence })
      },
      onNotice: () => pass({ notifications: true }),
      place: () => places.current(),
      onOpen: () => {
        places.repeat()
        // What was told while there was no socket is lost.
        if (opened) pass({ notifications: true })
        opened = true
      },
    })
    tellPlace()
    channel?.postMessage({ whereAreYou: true } satisfies TabMessage)
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
    while (held && !(await catchUp({ since, onEvent: hear.onEvent })))
      await new Promise((wake) => setTimeout(wake, RETRY))
    release()
  })
}
