import { bounded, boundedMinor, halfAway, minus, plus, tidy } from '../decimal.ts'
import type { Money, Setting, Value } from '../types.ts'
import type { Functions, Meaning } from './contract.ts'
import { total } from './numbers.ts'

const money = (value: Value) => value as Money | null
/** An amount on the way: its minor units need not be whole (decimal.ts). */
const amount = (minor: number, currency: string): Money | null => {
  const inside = boundedMinor(minor)
  return inside === null ? null : { minor: inside, currency }
}

/** How many minor units a unit has. */
export const scaleOf = ({ digits }: Setting, currency: string): number => 10 ** (digits[currency] ?? 2)

/** Amounts of two currencies have no sum. */
const joined = (op: '+' | '-'): Meaning => ({
  name: op,
  params: ['money', 'money'],
  returns: 'money',
  evaluate: ([left, right]) => {
    const [a, b] = [money(left!), money(right!)]
    if (!a || !b || a.currency !== b.currency) return null
    return amount(op === '+' ? plus(a.minor, b.minor) : minus(a.minor, b.minor), a.currency)
  },
})

/** A share or a multiple. */
function scaled(op: '*' | '/', order: 'money first' | 'number first'): Meaning {
  const first = order === 'money first'
  return {
    name: op,
    params: first ? ['money', 'number'] : ['number', 'money'],
    returns: 'money',
    evaluate: (args) => {
      const [a, n] = (first ? args : [args[1]!, args[0]!]) as [Money | null, number | null]
      if (!a || n === null) return null
      return amount(op === '*' ? a.minor * n : a.minor / n, a.currency)
    },
  }
}

const ratio: Meaning = {
  name: '/',
  params: ['money', 'money'],
  returns: 'number',
  evaluate: ([left, right]) => {
    const [a, b] = [money(left!), money(right!)]
    return a && b && a.currency === b.currency ? bounded(a.minor / b.minor) : null
  },
}

const changed = (name: string, f: (minor: number) => number): Meaning => ({
  name,
  params: ['money'],
  returns: 'money',
  evaluate: ([value]) => {
    const a = money(value!)
    return a && amount(f(a.minor) + 0, a.currency)
  },
})

/** To so many decimals of the unit; more than the currency has changes nothing. */
const rounding = (name: string, f: (x: number) => number): Meaning => ({
  name,
  params: ['money', 'digits'],
  optional: 1,
  returns: 'money',
  evaluate: ([value, digits], { setting }) => {
    const a = money(value!)
    if (!a) return null
    const power = (digits as number) ?? 0
    const scale = scaleOf(setting, a.currency)
    const step = power < 0 ? scale * 10 ** -power : Math.max(1, scale / 10 ** power)
    return amount(f(tidy(a.minor / step)!) * step, a.currency)
  },
})

/** Over the amounts that aren't empty; empty if they are of several currencies. */
const over = (name: string, f: (minors: number[]) => number): Meaning => ({
  name,
  params: ['money'],
  repeats: ['money'],
  returns: 'money',
  evaluate: (args) => {
    const amounts = args.filter((value) => value !== null) as Money[]
    const currency = amounts[0]?.currency
    if (currency === undefined || amounts.some((one) => one.currency !== currency)) return null
    return amount(f(amounts.map(({ minor }) => minor)), currency)
  },
})

/** Of whole amounts exact on the way, even where thirty large ones leave a double's integers before others bring them back. */
const sum = (minors: number[]) =>
  minors.every(Number.isInteger) ? Number(minors.reduce((all, minor) => all + BigInt(minor), 0n)) : total(minors)

export const moneys = {
  '+': joined('+'),
  '-': joined('-'),
  '* money first': scaled('*', 'money first'),
  '* number first': scaled('*', 'number first'),
  '/ money first': scaled('/', 'money first'),
  '/ money': ratio,
  negate: changed('negate', (minor) => -minor),
  ABS: changed('ABS', Math.abs),
  ROUND: rounding('ROUND', halfAway),
  CEILING: rounding('CEILING', Math.ceil),
  FLOOR: rounding('FLOOR', Math.floor),
  MIN: over('MIN', (minors) => Math.min(...minors)),
  MAX: over('MAX', (minors) => Math.max(...minors)),
  SUM: over('SUM', sum),
  AVERAGE: over('AVERAGE', (minors) => sum(minors) / minors.length),
} satisfies Functions
