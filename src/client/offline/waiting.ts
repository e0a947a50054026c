import { createSignal } from 'solid-js'
import type { Write } from './write.ts'

/** A write that waits, as it is kept in this browser. */
export interface WaitingWrite extends Write {
  /** in order */
  id: string
  /** when it was made, in ms */
  at: number
  idempotencyKey: string
  /** why the server has refused it */
  refusal: string | null
}

const [waiting, setWaiting] = createSignal<WaitingWrite[]>([])

/** What waits of this person, in all tabs. */
export { setWaiting, waiting }

/** The server forgets an Idempotency-Key after 24 hours: whether an older write has been done nobody knows any more. */
const KEY_LIFE = 24 * 60 * 60 * 1000

/** Is sent by itself; the others wait for a word of the person. */
export const isSentByItself = ({ at, refusal }: WaitingWrite): boolean => refusal === null && Date.now() - at < KEY_LIFE
