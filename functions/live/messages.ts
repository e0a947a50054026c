import * as v from 'valibot'
import { type LivePlace, liveMessage } from '../../src/core/api/changes/live.ts'
import { Close } from './connection.ts'

const MOST_LETTERS = 1000
/** A page says where it is at most once a second; so many in ten seconds are none of ours. */
const MOST_MESSAGES = 30
const WINDOW = 10_000

export interface Refusal {
  code: number
  reason: string
}

/** What a socket says. `ping` is answered before it comes here, but for a hub that has just woken. */
export function parseMessage(message: string | ArrayBuffer): Refusal | 'ping' | { at: LivePlace | null } {
  if (typeof message !== 'string') return { code: Close.unsupported, reason: 'no binary messages' }
  if (message.length > MOST_LETTERS) return { code: Close.tooBig, reason: 'message too big' }
  if (message === 'ping') return message
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), liveMessage), message)
  return parsed.success ? parsed.output : { code: Close.unsupported, reason: 'unknown message' }
}

/** Counts what each socket says; in memory, for a flood keeps the hub awake. */
export class FloodGuard {
  readonly #counts = new WeakMap<WebSocket, { since: number; count: number }>()

  /** Why the socket has to be closed; null where it may go on. */
  refusal(socket: WebSocket, now: number): Refusal | null {
    let counted = this.#counts.get(socket)
    if (!counted || now - counted.since > WINDOW) counted = { since: now, count: 0 }
    counted.count++
    this.#counts.set(socket, counted)
    return counted.count > MOST_MESSAGES ? { code: Close.flood, reason: 'too many messages' } : null
  }
}
