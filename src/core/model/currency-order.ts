import { byCodePoint } from '../text/fold.ts'

/** Amounts of several currencies stand in one order everywhere: the workspace's first, the others by code. */
export const byCurrency =
  (main: string) =>
  (a: string, b: string): number =>
    Number(b === main) - Number(a === main) || byCodePoint(a, b)
