import { bounded, decimalOf, halfAway, minus, plus, tidy } from '../decimal.ts'
import type { Value } from '../types.ts'
import { each, type Functions, type Meaning, type Param } from './contract.ts'

type Numbers = (...numbers: number[]) => number | null

/** Empty in, empty out. */
const strict = (f: Numbers) => (args: readonly Value[]) =>
  args.includes(null) ? null : f(...(args as readonly number[]))
const filled = (args: readonly Value[]) => args.filter((value) => value !== null) as number[]

const one = (name: string, params: readonly Param[], f: Numbers): Meaning => ({
  name,
  params,
  returns: 'number',
  evaluate: strict(f),
})
const two = (name: string, f: (a: number, b: number) => number | null) => one(name, ['number', 'number'], f as Numbers)

/** Down to the multiple below, so the rest has the divisor's sign, and 0.3 over 0.1 leaves nothing. */
function rest(a: number, b: number): number | null {
  const quotient = tidy(a / b)
  const product = quotient === null ? null : bounded(Math.floor(quotient) * b)
  return product === null ? null : minus(a, product)
}

/**
 * Rounded here, since the engines' powers may differ in the last bit. An exponent that is whole as a decimal is taken as whole
 * (a negative number has no other powers); a third stays the third it is, so that the cube root of 1000 is 10.
 */
function power(a: number, b: number): number | null {
  const exponent = decimalOf(b)
  return exponent === null ? null : tidy(a ** (Number.isInteger(exponent) ? exponent : b))
}

/** With digits: on the decimal of the number moved by as many places. */
const rounding = (name: string, f: (x: number) => number): Meaning => ({
  name,
  params: ['number', 'digits'],
  optional: 1,
  returns: 'number',
  evaluate: ([x, digits]) => {
    if (x === null) return null
    const scale = 10 ** Math.abs((digits as number) ?? 0)
    const down = ((digits as number) ?? 0) < 0
    const moved = tidy(down ? (x as number) / scale : (x as number) * scale)
    return moved === null ? null : tidy(down ? f(moved) * scale : f(moved) / scale)
  },
})

/** Sums as a balanced tree: shallow in SQL, and the same steps in both engines. */
export function total(numbers: readonly number[]): number {
  if (numbers.length < 2) return numbers[0] ?? 0
  const middle = numbers.length >> 1
  return plus(total(numbers.slice(0, middle)), total(numbers.slice(middle)))
}

const orZero = (args: readonly Value[]) => args.map((value) => (value as number | null) ?? 0)

export const EXTREMES = ['MIN', 'MAX'] as const
export const MEASURED = ['number', 'date', 'instant'] as const

function extreme(name: (typeof EXTREMES)[number], type: (typeof MEASURED)[number]): Meaning {
  const first = (a: string | number, b: string | number) => (name === 'MIN' ? a < b : a > b)
  return {
    name,
    params: [type],
    repeats: [type],
    returns: type,
    evaluate: (args) =>
      (filled(args) as (string | number)[]).reduce<string | number | null>(
        (best, value) => (best === null || first(value, best) ? value : best),
        null,
      ),
  }
}

export const numbers = {
  '+': two('+', plus),
  '-': two('-', minus),
  '*': two('*', (a, b) => bounded(a * b)),
  '/': two('/', (a, b) => bounded(a / b)),
  '%': two('%', rest),
  MOD: two('MOD', rest),
  '^': two('^', power),
  POWER: two('POWER', power),
  negate: one('negate', ['number'], (x) => -x! + 0),
  ABS: one('ABS', ['number'], (x) => Math.abs(x!)),
  SQRT: one('SQRT', ['number'], (x) => bounded(Math.sqrt(x!))),
  ROUND: rounding('ROUND', halfAway),
  CEILING: rounding('CEILING', Math.ceil),
  FLOOR: rounding('FLOOR', Math.floor),
  SUM: {
    name: 'SUM',
    params: ['number'],
    repeats: ['number'],
    returns: 'number',
    evaluate: (args) => total(orZero(args)),
  },
  /** Of those that aren't empty. */
  AVERAGE: {
    name: 'AVERAGE',
    params: ['number'],
    repeats: ['number'],
    returns: 'number',
    evaluate: (args) => bounded(total(orZero(args)) / filled(args).length),
  },
  ...each(EXTREMES, MEASURED, extreme),
} satisfies Functions
