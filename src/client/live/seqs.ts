/*
 * Every answer of the API says how new it is (`seq`), and that of a write with which history row it began (`first-seq`). So a page
 * knows from where it has to listen, and which events are but the echo of its own changes.
 */

let first: number | null = null
/** Most changes are one row. */
const own = new Set<number>()
const MOST = 200

export function noteAnswer({ headers }: Response): void {
  const [seq, firstSeq] = ['seq', 'first-seq'].map((name) => Number(headers.get(name) ?? Number.NaN))
  if (!Number.isNaN(seq!)) first ??= seq!
  if (Number.isNaN(firstSeq!)) return
  own.add(firstSeq!)
  if (own.size > MOST) own.delete(own.values().next().value!)
}

/** What the first answer of this tab included: nothing on screen is older. */
export const firstSeq = (): number | null => first

/** Whether everything after `since` up to `seq` is this tab's own. */
export function isOwnEcho(since: number, seq: number): boolean {
  const count = seq - since
  if (count < 1 || count > own.size) return false
  return Array.from({ length: count }, (_, i) => since + 1 + i).every((one) => own.has(one))
}
