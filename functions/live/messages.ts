import { Close } from './connection.ts'

/** What a page says is short, and seldom. */
const MOST_LETTERS = 1000
const MOST_MESSAGES = 20
const WINDOW = 10_000

/** Counts the messages of one socket in the last ten seconds. */
export class MessageLimit {
  #times: number[] = []

  isReached(now: number): boolean {
    this.#times = this.#times.filter((time) => time > now - WINDOW)
    this.#times.push(now)
    return this.#times.length > MOST_MESSAGES
  }
}

/** Why a socket that says this is closed; null where it may. `ping` is answered before it comes here, but for a hub that has just woken. */
export function messageRefusal(
  message: string | ArrayBuffer,
  limit: MessageLimit,
  now: number,
): { code: number; reason: string } | null {
  if (limit.isReached(now)) return { code: Close.flood, reason: 'too many messages' }
  if (typeof message !== 'string') return { code: Close.unsupported, reason: 'no binary messages' }
  if (message.length > MOST_LETTERS) return { code: Close.tooBig, reason: 'message too big' }
  return message === 'ping' ? null : { code: Close.unsupported, reason: 'unknown message' }
}
