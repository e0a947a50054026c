import type { LiveEvent, LiveNotice, LivePlace, LivePresence } from '../../core/api/changes/live.ts'
import { ApiProblem, api } from '../api.ts'

/*
 * One WebSocket to /api/live, opened anew whenever it ends: it asks for what was missed since the last `seq` that it heard, so that
 * nothing is lost between two of them. Where no socket can be opened (a proxy in between), the same is asked every 15 seconds.
 */

const PING_EVERY = 25_000
/** While the person has a record open, so that others see soon that they are gone (functions/live/presence.ts). */
const PING_EVERY_PRESENT = 4_000
const PONG_WITHIN = 10_000
const POLL_EVERY = 15_000
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000
/** So many sockets in a row that could not be opened: there may never be one. */
const HOPELESS = 3

const RIGHTS_CHANGED = 4003
const SIGNED_OUT = 4001
/** too much said, too big, too many sockets of one person */
const REFUSED = new Set([4008, 4009, 4010])

export interface Listener {
  /** the last seq that this browser has heard of */
  since(): number | null
  onEvent(event: LiveEvent): void
  /** what the person may see is no longer what it was */
  onRightsChanged(): void
  /** who else has which record open */
  onPresence(present: LivePresence['presence']): void
  /** the person has other notifications */
  onNotice(): void
  /** which record the person has open */
  place(): LivePlace | null
  /** a socket is open that has not been told that yet */
  onOpen(): void
}

/** Listens from now on. Answers what tells the server where the person is, if there is a socket. */
export function listen(listener: Listener): (place: LivePlace | null) => void {
  let socket: WebSocket | null = null
  /** asks whether the socket is still there */
  let probe = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  function open(): void {
    clearTimeout(timer)
    const url = new URL(pathSince(listener.since()), location.href)
    url.protocol = url.protocol.replace('http', 'ws')
    const current = new WebSocket(url)
    socket = current
    let alive: ReturnType<typeof setTimeout> | undefined
    // A connection that the network has dropped in silence never closes by itself.
    const ping = () => {
      clearTimeout(alive)
      current.send('ping')
      alive = setTimeout(() => current.close(), PONG_WITHIN)
    }
    current.onopen = () => {
      ping()
      listener.onOpen()
    }
    probe = () => current.readyState === WebSocket.OPEN && ping()
    current.onmessage = ({ data }) => {
      clearTimeout(alive)
      if (data !== 'pong') {
        failures = 0
        const message = JSON.parse(data as string) as LiveEvent | LiveNotice | LivePresence
        if ('presence' in message) listener.onPresence(message.presence)
        else if ('notifications' in message) listener.onNotice()
        else listener.onEvent(message)
      }
      alive = setTimeout(ping, listener.place() ? PING_EVERY_PRESENT : PING_EVERY)
    }
    current.onclose = ({ code }) => {
      clearTimeout(alive)
      if (socket !== current) return
      socket = null
      listener.onPresence([])
      if (code === RIGHTS_CHANGED) listener.onRightsChanged()
      if (code === SIGNED_OUT) void catchUp(listener)
      // Refused for what it does, not for what the network does: it comes back seldom, and asks meanwhile.
      failures = code === RIGHTS_CHANGED ? 0 : REFUSED.has(code) ? HOPELESS : failures + 1
      if (failures >= HOPELESS) void catchUp(listener)
      timer = setTimeout(open, pauseAfter(failures))
    }
  }

  /** At once when the network is back, or a laptop was opened. */
  function wake(): void {
    if (document.hidden || !navigator.onLine) return
    failures = 0
    if (!socket) open()
    else probe()
  }

  addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  open()
  return (place) => {
    if (socket?.readyState !== WebSocket.OPEN) return
    socket.send(JSON.stringify({ at: place }))
    // From now on it pings more often.
    probe()
  }
}

/** What was told after that seq; null begins now. */
export const pathSince = (seq: number | null): string => `/api/live${seq === null ? '' : `?since=${seq}`}`

/** Asks once what was missed; whether that was answered. If nobody is signed in any more, `api` leads to the sign-in page. */
export async function catchUp(listener: Pick<Listener, 'since' | 'onEvent'>): Promise<boolean> {
  try {
    listener.onEvent(await api<LiveEvent>('GET', pathSince(listener.since())))
    return true
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    return false
  }
}

/** Twice as long each time, and never all browsers of a team at once. */
function pauseAfter(failures: number): number {
  if (failures >= HOPELESS) return POLL_EVERY
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, failures - 1))
  return failures === 0 ? Math.random() * 200 : pause * (0.5 + Math.random() / 2)
}
