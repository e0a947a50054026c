import { Close } from './connection.ts'

const MOST_LETTERS = 1000

/** Why a socket that says this is closed; null where it may. `ping` is answered before it comes here, but for a hub that has just woken. */
export function messageRefusal(message: string | ArrayBuffer): { code: number; reason: string } | null {
  if (typeof message !== 'string') return { code: Close.unsupported, reason: 'no binary messages' }
  if (message.length > MOST_LETTERS) return { code: Close.tooBig, reason: 'message too big' }
  return message === 'ping' ? null : { code: Close.unsupported, reason: 'unknown message' }
}
