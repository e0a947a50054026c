import type { Value } from '../types.ts'
import { sameValue } from './compare.ts'
import type { Functions, Meaning } from './contract.ts'
import { isEmpty } from './empty.ts'

/*
 * Truth has two values here: an empty checkbox is false, and comparisons always answer. SQL's third truth, "unknown", would
 * surprise whoever writes `NOT {Paid}`.
 */
const isTrue = (value: Value) => value === true

export const pairs = <T>(args: readonly T[]): [T, T][] =>
  Array.from({ length: args.length >> 1 }, (_, i) => [args[2 * i]!, args[2 * i + 1]!])

const all = (name: 'AND' | 'OR'): Meaning => ({
  name,
  params: ['boolean'],
  repeats: ['boolean'],
  returns: 'boolean',
  evaluate: (args) => (name === 'AND' ? args.every(isTrue) : args.some(isTrue)),
})

export const logic = {
  IF: {
    name: 'IF',
    params: ['boolean', 'A', 'A'],
    optional: 1,
    returns: 'A',
    evaluate: ([condition, yes, no]) => (isTrue(condition!) ? yes! : (no ?? null)),
  },
  /** The first whose condition holds; empty if none does. */
  IFS: {
    name: 'IFS',
    params: ['boolean', 'A'],
    repeats: ['boolean', 'A'],
    returns: 'A',
    evaluate: (args) => pairs(args).find(([condition]) => isTrue(condition))?.[1] ?? null,
  },
  /** The result beside the first value that is the same; a last argument stands for all others. */
  SWITCH: {
    name: 'SWITCH',
    params: ['A', 'A', 'B'],
    repeats: ['A', 'B'],
    last: 'B',
    returns: 'B',
    evaluate: ([value, ...rest], { types }) => {
      const found = pairs(rest).find(([one]) => sameValue(value!, one, types[0]!))
      return found ? found[1] : rest.length % 2 === 1 ? rest.at(-1)! : null
    },
  },
  AND: all('AND'),
  OR: all('OR'),
  NOT: { name: 'NOT', params: ['boolean'], returns: 'boolean', evaluate: ([value]) => !isTrue(value!) },
  ISEMPTY: { name: 'ISEMPTY', params: ['any'], returns: 'boolean', evaluate: ([value]) => isEmpty(value!) },
  /** Of one list: how many stand in it. It comes before COUNT, whose `any` would take a list as one value. */
  'COUNT list': {
    name: 'COUNT',
    params: ['list'],
    returns: 'number',
    evaluate: ([list]) => ((list as readonly string[] | null) ?? []).length,
  },
  /** How many aren't empty. */
  COUNT: {
    name: 'COUNT',
    params: ['any'],
    repeats: ['any'],
    returns: 'number',
    evaluate: (args) => args.filter((value) => !isEmpty(value)).length,
  },
  COALESCE: {
    name: 'COALESCE',
    params: ['A'],
    repeats: ['A'],
    returns: 'A',
    evaluate: (args) => args.find((value) => !isEmpty(value)) ?? null,
  },
} satisfies Functions
