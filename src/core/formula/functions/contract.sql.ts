import type { Sql } from '../../sql/index.ts'
import type { Value } from '../types.ts'
import type { Call } from './contract.ts'

/** A value in SQL. Money has its ISO code beside it; where the amount is empty the code means nothing. */
export interface Code {
  readonly value: Sql
  readonly currency: Sql | null
  /** of an argument that is written out */
  readonly constant?: Value
}

/** What a function means in SQL. Empty arguments are NULL; an argument that is used twice goes through `named`. */
export type Compile = (args: readonly Code[], call: Call) => Code | Sql

/** The SQL of a file's functions, under the same keys. One that is missing, or has nothing to belong to, does not compile. */
export type SqlOf<Functions extends object> = { readonly [Key in keyof Functions]: Compile }
