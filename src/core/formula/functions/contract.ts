import type { Setting, Type, Value } from '../types.ts'

/**
 * One meaning of a function or operator, for arguments of certain types. A name may have several; the first that fits is
 * taken. This is its half in JavaScript, all that a browser needs. What it means in SQL stands in the `*.sql.ts` beside it
 * (contract.sql.ts); both halves must give the same result for every row, which test/core/formula/properties.test.ts
 * tries with formulas drawn from the registry.
 */
export interface Meaning {
  readonly name: string
  readonly params: readonly Param[]
  /** how many of the last in `params` may be left out */
  readonly optional?: number
  /** a group that may follow `params` any number of times */
  readonly repeats?: readonly Param[]
  /** one that may come at the very end, after whole groups */
  readonly last?: Param
  /** a letter: what its parameters of that letter have in common */
  readonly returns: Type | 'A' | 'B'
  /** of money: the currency it is in, where the arguments' own doesn't tell; from the arguments that are written out */
  currencyOf?(constants: readonly (Value | undefined)[]): string | null
  /** empty arguments are null; texts that are literals (choices, patterns) come as they are */
  evaluate(args: readonly Value[], call: Call): Value
}

export type Param =
  | Type
  /** any type, the same wherever the letter stands */
  | 'A'
  | 'B'
  /** any type at all */
  | 'any'
  /** any type, turned into text */
  | 'words'
  /** written out in the formula, so that the SQL can be made for it */
  | { readonly choices: readonly string[] }
  | 'digits'
  /** an ISO 4217 code, written out */
  | 'currency'
  | 'pattern'

export interface Call {
  readonly setting: Setting
  readonly types: readonly Type[]
}

/**
 * The functions of one file. The keys are names within the code only: they pair each meaning with its SQL, and tell apart the
 * meanings of one name.
 */
export type Functions = Readonly<Record<string, Meaning>>

/** One entry for every operator and type, under a key like `< date`, for functions that differ in these two only. */
export const each = <Op extends string, Of extends string, Entry>(
  ops: readonly Op[],
  types: readonly Of[],
  make: (op: Op, of: Of) => Entry,
) =>
  Object.fromEntries(ops.flatMap((op) => types.map((of) => [`${op} ${of}`, make(op, of)]))) as Record<
    `${Op} ${Of}`,
    Entry
  >

/** D1 lets no function of SQLite take more than 32 arguments; this leaves a little room. */
export const MOST_ARGUMENTS = 30

/** The parameters for so many arguments; null if the function doesn't take so many. */
export function parametersFor(meaning: Meaning, count: number): readonly Param[] | null {
  const { params, optional = 0, repeats, last } = meaning
  if (count < params.length - optional || count > MOST_ARGUMENTS) return null
  if (count <= params.length) return params.slice(0, count)
  const rest = count - params.length
  const groups = repeats ? Math.floor(rest / repeats.length) : 0
  const list = [...params, ...Array.from({ length: groups }, () => repeats ?? []).flat()]
  if (list.length === count) return list
  return last !== undefined && list.length === count - 1 ? [...list, last] : null
}
