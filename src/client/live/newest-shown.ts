import { newestOwnSeq } from './seqs.ts'

/** ms until what came too early is asked for again. */
export const BEHIND_PAUSE = 200
const MOST_TIMES = 5

/** How new what a view shows is, of the question that it shows: an answer that was on its way for long must not bring back what was before. */
export function newestShown() {
  let [shownKey, shownSeq, times] = ['', 0, 0]
  return {
    /** Whether an answer lacks what is shown already, or what was written here: to be asked for again. Not for ever, since a database can go back. */
    isBehind(key: string, seq: number): boolean {
      const isBehind = seq < Math.max(newestOwnSeq(), key === shownKey ? shownSeq : 0) && times < MOST_TIMES
      times = isBehind ? times + 1 : 0
      return isBehind
    },
    isOlder: (seq: number): boolean => seq < shownSeq,
    note(key: string, seq: number): void {
      ;[shownKey, shownSeq] = [key, seq]
    },
    /** Whatever is answered next is newest. */
    forget(): void {
      shownSeq = 0
    },
  }
}
