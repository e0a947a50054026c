import { fold } from '../text/fold.ts'

const LONGEST = 60

/** The name that is nearest to what was written, if it is near enough to have been meant. */
export function nearest(written: string, names: readonly string[]): string | null {
  const meant = fold(written.trim()).slice(0, LONGEST)
  let best: string | null = null
  let least = Math.max(1, Math.floor(meant.length / 2.5)) + 1
  for (const name of names) {
    const distance = editDistance(meant, fold(name).slice(0, LONGEST), least)
    if (distance >= least) continue
    least = distance
    best = name
  }
  return best
}

/** Letters to put in, take out, change or swap (optimal string alignment); `limit` or more is all the same. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return Math.min(limit, last[b.length]!)
}
