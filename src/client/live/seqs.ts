/*
 * Every answer of the API says how new it is (`seq`), and that of a write which history rows it made (`own-seqs`). So a page knows
 * from where it has to listen, which events are but the echo of its own changes, and which answers came too late to hold what an
 * earlier event has told.
 */

let oldest: number | null = null
const ownSeqs = new Set<number>()
const MOST = 500
let newestOwn = 0

/** An answer that is older than this lacks what this tab has written. */
export const newestOwnSeq = (): number => newestOwn

/** The database has gone back. */
export function forgetOwnSeqs(): void {
  ownSeqs.clear()
  newestOwn = 0
}

let onAnswer = (_seq: number): void => {}

/** How new an answer is. */
export const seqOf = ({ headers }: Response): number => Number(headers.get('seq') ?? 0)

export function noteAnswer(response: Response): void {
  const { headers } = response
  for (const seq of headers.get('own-seqs')?.split(',').map(Number) ?? []) {
    ownSeqs.add(seq)
    newestOwn = Math.max(newestOwn, seq)
  }
  for (const seq of ownSeqs) {
    if (ownSeqs.size <= MOST) break
    ownSeqs.delete(seq)
  }
  if (!headers.has('seq')) return
  const seq = seqOf(response)
  oldest = Math.min(oldest ?? seq, seq)
  onAnswer(seq)
}

/** What the oldest answer of this tab included: nothing on screen is older. From now on `listener` hears of each answer's. */
export function startingSeq(listener: (seq: number) => void): number | null {
  onAnswer = listener
  return oldest
}

/** Whether everything after `since` up to `seq` is this tab's own. */
export function isOwnEcho(since: number, seq: number): boolean {
  const count = seq - since
  if (count < 1 || count > ownSeqs.size) return false
  return Array.from({ length: count }, (_, i) => since + 1 + i).every((one) => ownSeqs.has(one))
}
