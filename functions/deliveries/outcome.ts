import type { DeliveryTry } from '../db/schema/index.ts'

/**
 * What came of one try. `taken`: it is theirs now. `failed`: they don't have it, and may take it later. `refused`: they never will.
 * `lost`: no answer came, so they may have it.
 */
export interface Outcome {
  result: 'taken' | 'failed' | 'refused' | 'lost'
  /** of the answer, in HTTP */
  status: number | null
  error: string | null
  /** nothing was sent: there was no body, or no database */
  isOurs?: true
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long it waits after each try that failed, as Standard Webhooks recommends. */
const PAUSES = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR]

export interface Next {
  state: 'sent' | 'waiting' | 'failed' | 'unknown'
  nextAt: number | null
}

interface Rules {
  /** so long a receiver knows what it was sent by its key, and takes it once: ms */
  remembers: number
  /** of no use after that */
  until: number
}

/** What becomes of a delivery; `tries` are all so far, with the one that ended at `now`. */
export function nextOf({ result }: Outcome, tries: readonly DeliveryTry[], now: number, rules: Rules): Next {
  if (result === 'taken') return { state: 'sent', nextAt: null }
  if (result === 'refused') return { state: 'failed', nextAt: null }
  const pause = PAUSES[tries.length - 1]
  const nextAt = pause === undefined ? Number.POSITIVE_INFINITY : now + pause
  const lost = tries.find((one) => one.lost)
  // A second one may be one too many, so a person decides.
  if (lost && nextAt > lost.at + rules.remembers) return { state: 'unknown', nextAt: null }
  if (nextAt > rules.until || nextAt === Number.POSITIVE_INFINITY) return { state: 'failed', nextAt: null }
  return { state: 'waiting', nextAt }
}

/** Of what went wrong without an answer. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300)
