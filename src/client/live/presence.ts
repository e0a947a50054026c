import { createSignal } from 'solid-js'
import type { LivePlace, LivePresence } from '../../core/api/changes/live.ts'

/*
 * Who else has which record open, and where one is oneself. What others see of that, and hears of them, goes over the socket
 * (connect.ts), which is loaded after the first paint; until then nobody is there.
 */

const [present, setPresent] = createSignal<LivePresence['presence']>([])

export { setPresent }

/** Those who have that record open besides oneself. */
export const presentAt = (record: string): LivePresence['presence'] => present().filter((one) => one.record === record)

/** Open records, and what is being written in them; the newest is where one is. */
const places = new Set<LivePlace>()
let listener = () => {}

export const ownPlace = (): LivePlace | null => [...places].at(-1) ?? null

/** From now on it is called whenever one's own place changes. */
export function onOwnPlace(listen: () => void): void {
  listener = listen
  listen()
}

/** One has that record open, or writes in a field of it, until the returned function is called. */
export function arriveAt(record: string, field: string | null = null): () => void {
  const place = { record, field }
  places.add(place)
  listener()
  return () => {
    if (places.delete(place)) listener()
  }
}
