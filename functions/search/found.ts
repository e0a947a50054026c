import type { Hit } from '../../src/core/api/answers.ts'

/** What is found, and its place among all that is: names come before any slot. */
export interface Found {
  keys: number[]
  hit: Hit
}
