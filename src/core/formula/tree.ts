import type { Place } from './error.ts'
import type { Meaning } from './functions/index.ts'
import type { Type, Value } from './types.ts'

/** A part of a formula, its type found: what both engines read. */
export type Node = Place & { type: Type; currency?: string } & (
    | { kind: 'literal'; value: Value }
    /** a plain number taken for an amount, since it stands beside one of a single currency */
    | { kind: 'amount'; units: number; currency: string }
    | { kind: 'field'; id: number }
    | { kind: 'call'; meaning: Meaning; args: readonly Node[]; types: readonly Type[] }
  )

export interface Tree {
  root: Node
  type: Type
  /** ISO 4217, if it is money that can only be in this currency */
  currency: string | null
  /** ids of the fields it reads */
  uses: readonly number[]
}
