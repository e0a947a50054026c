import { join, raw, type Sql, sql } from '../../sql/index.ts'
import { halfAway, named, numberSql, tidy, tidySql } from '../decimal.ts'
import type { Value } from '../types.ts'
import type { Code, Meaning, Param } from './contract.ts'

type Numbers = (...numbers: number[]) => number | null

/** Empty in, empty out. */
const strict = (f: Numbers) => (args: readonly Value[]) =>
  args.includes(null) ? null : f(...(args as readonly number[]))
const values = (args: readonly Code[]): Sql[] => args.map(({ value }) => value)
const filled = (args: readonly Value[]) => args.filter((value) => value !== null) as number[]

function one(name: string, params: readonly Param[], f: Numbers, code: (...args: Sql[]) => Sql): Meaning {
  return { name, params, returns: 'number', evaluate: strict(f), compile: (args) => code(...values(args)) }
}

/** Down to the multiple below, so the rest has the divisor's sign, and 0.3 over 0.1 leaves nothing. */
function rest(a: number, b: number): number | null {
  const quotient = tidy(a / b)
  const product = quotient === null ? null : tidy(Math.floor(quotient) * b)
  return product === null ? null : tidy(a - product)
}

const restSql = (a: Sql, b: Sql): Sql =>
  named([a, b], ([x, y]) => tidySql(sql`${x!} - ${tidySql(sql`floor(${tidySql(sql`${x!} / ${y!}`)}) * ${y!}`)}`))

const power = (a: number, b: number) => tidy(a ** b)
const powerSql = (a: Sql, b: Sql) => tidySql(sql`pow(${a}, ${b})`)

/** With digits: on the number moved by as many places, a decimal again before it is rounded. */
function rounding(name: string, f: (x: number) => number, code: string): Meaning {
  return {
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
    compile: ([x, digits]) => {
      const places = (digits?.constant as number) ?? 0
      const scale = numberSql(10 ** Math.abs(places))
      const [to, back] = places < 0 ? [raw('/'), raw('*')] : [raw('*'), raw('/')]
      return tidySql(sql`${raw(code)}(${tidySql(sql`${x!.value} ${to} ${scale}`)}) ${back} ${scale}`)
    },
  }
}

/** Sums as a balanced tree of decimals: shallow in SQL, and the same steps in both engines. */
function total(numbers: readonly number[]): number | null {
  if (numbers.length < 2) return numbers[0] ?? 0
  const middle = numbers.length >> 1
  const [a, b] = [total(numbers.slice(0, middle)), total(numbers.slice(middle))]
  return a === null || b === null ? null : tidy(a + b)
}

function totalSql(numbers: readonly Sql[]): Sql {
  if (numbers.length < 2) return numbers[0]!
  const middle = numbers.length >> 1
  return tidySql(sql`${totalSql(numbers.slice(0, middle))} + ${totalSql(numbers.slice(middle))}`)
}

const orZero = (args: readonly Value[]) => args.map((value) => (value as number | null) ?? 0)
const orZeroSql = (args: readonly Code[]) => args.map(({ value }) => sql`coalesce(${value}, 0.0)`)

const SUM: Meaning = {
  name: 'SUM',
  params: ['number'],
  repeats: ['number'],
  returns: 'number',
  evaluate: (args) => total(orZero(args)),
  compile: (args) => totalSql(orZeroSql(args)),
}

/** Of those that aren't empty. */
const AVERAGE: Meaning = {
  ...SUM,
  name: 'AVERAGE',
  evaluate: (args) => {
    const sum = total(orZero(args))
    return sum === null ? null : tidy(sum / filled(args).length)
  },
  compile: (args) =>
    named(values(args), (names) => {
      const sum = totalSql(orZeroSql(names.map((value) => ({ value, currency: null }))))
      return tidySql(sql`${sum} / ${counted(names)}`)
    }),
}

const counted = (names: readonly Sql[]): Sql =>
  sql`(SELECT count(j.value) FROM json_each(json_array(${join(names)})) j)`

function extreme(name: 'MIN' | 'MAX', type: 'number' | 'date' | 'instant'): Meaning {
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
    compile: (args) => sql`(SELECT ${raw(name)}(j.value) FROM json_each(json_array(${join(values(args))})) j)`,
  }
}

const two = (name: string, f: Numbers, code: (a: Sql, b: Sql) => Sql) =>
  one(name, ['number', 'number'], f, code as (...args: Sql[]) => Sql)

export const numbers: readonly Meaning[] = [
  two(
    '+',
    (a, b) => tidy(a! + b!),
    (a, b) => tidySql(sql`${a} + ${b}`),
  ),
  two(
    '-',
    (a, b) => tidy(a! - b!),
    (a, b) => tidySql(sql`${a} - ${b}`),
  ),
  two(
    '*',
    (a, b) => tidy(a! * b!),
    (a, b) => tidySql(sql`${a} * ${b}`),
  ),
  two(
    '/',
    (a, b) => tidy(a! / b!),
    (a, b) => tidySql(sql`${a} / ${b}`),
  ),
  two('%', (a, b) => rest(a!, b!), restSql),
  two('MOD', (a, b) => rest(a!, b!), restSql),
  two('^', (a, b) => power(a!, b!), powerSql),
  two('POWER', (a, b) => power(a!, b!), powerSql),
  one(
    'negate',
    ['number'],
    (x) => -x! + 0,
    (x) => sql`(0.0 - ${x!})`,
  ),
  one(
    'ABS',
    ['number'],
    (x) => Math.abs(x!),
    (x) => sql`abs(${x!})`,
  ),
  one(
    'SQRT',
    ['number'],
    (x) => tidy(Math.sqrt(x!)),
    (x) => tidySql(sql`sqrt(${x!})`),
  ),
  rounding('ROUND', halfAway, 'round'),
  rounding('CEILING', Math.ceil, 'ceil'),
  rounding('FLOOR', Math.floor, 'floor'),
  SUM,
  AVERAGE,
  ...(['MIN', 'MAX'] as const).flatMap((name) => [
    extreme(name, 'number'),
    extreme(name, 'date'),
    extreme(name, 'instant'),
  ]),
]
