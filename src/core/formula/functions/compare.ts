import { isSameJson } from '../../model/json.ts'
import { byCodePoint } from '../../text/fold.ts'
import { tidy } from '../decimal.ts'
import { finished } from '../finished.ts'
import { type Money, type Setting, TYPES, type Type, type Value } from '../types.ts'
import { each, type Functions, type Meaning } from './contract.ts'
import { scaleOf } from './money.ts'

/*
 * Comparisons always answer yes or no. Empty equals empty and nothing else, and is neither before nor after anything; amounts
 * of two currencies differ, and neither is more. Numbers are compared as decimals, amounts in whole minor units, as they would
 * be answered. Texts are compared letter by letter and ordered by code point.
 */
export const EQUALITIES = ['=', '!='] as const
export const ORDERS = ['<', '<=', '>', '>='] as const
export const ORDERED = ['number', 'text', 'date', 'instant'] as const
export const SIDES = ['money first', 'number first'] as const

export type Equality = (typeof EQUALITIES)[number]
export type Order = (typeof ORDERS)[number]
export type Ordered = (typeof ORDERED)[number]
export type Side = (typeof SIDES)[number]

const holds = (op: Order, difference: number): boolean =>
  op === '<' ? difference < 0 : op === '<=' ? difference <= 0 : op === '>' ? difference > 0 : difference >= 0

/** What empty equals, for types that have an empty value of their own. */
const EMPTY: Partial<Record<Type, Value>> = { text: '', boolean: false, list: '[]' }

export function sameValue(left: Value, right: Value, type: Type): boolean {
  const [a, b] = [finished(left, type), finished(right, type)]
  if (type === 'money') {
    const [x, y] = [a as Money | null, b as Money | null]
    return x?.minor === y?.minor && x?.currency === y?.currency
  }
  if (type === 'list') return isSameJson(a ?? [], b ?? [])
  const empty = EMPTY[type] ?? null
  return (a ?? empty) === (b ?? empty)
}

const equality = (name: Equality, type: Type): Meaning => ({
  name,
  params: [type, type],
  returns: 'boolean',
  evaluate: ([a, b]) => sameValue(a!, b!, type) === (name === '='),
})

const order = (op: Order, type: Ordered): Meaning => ({
  name: op,
  params: [type, type],
  returns: 'boolean',
  evaluate: (args) => {
    const [a, b] = args.map((value) => finished(value, type))
    if (type === 'text') return holds(op, byCodePoint((a as string) ?? '', (b as string) ?? ''))
    if (a == null || b == null) return false
    return holds(op, typeof a === 'number' ? a - (b as number) : byCodePoint(a as string, b as string))
  },
})

const orderOfMoney = (op: Order): Meaning => ({
  name: op,
  params: ['money', 'money'],
  returns: 'boolean',
  evaluate: ([left, right]) => {
    const [a, b] = [finished(left!, 'money') as Money | null, finished(right!, 'money') as Money | null]
    return a !== null && b !== null && a.currency === b.currency && holds(op, a.minor - b.minor)
  },
})

/** A plain number beside an amount means as many units of its currency: {Amount} > 10000. */
function withNumber(op: Order | Equality, side: Side): Meaning {
  const first = side === 'money first'
  const sides = (a: Value, n: Value, setting: Setting): [number | null, number | null] => {
    const { minor = null, currency = '' } = (finished(a, 'money') as Money | null) ?? {}
    return [minor, n === null ? null : tidy((n as number) * scaleOf(setting, currency))]
  }
  return {
    name: op,
    params: first ? ['money', 'number'] : ['number', 'money'],
    returns: 'boolean',
    evaluate: (args, { setting }) => {
      const [minor, number] = first ? sides(args[0]!, args[1]!, setting) : sides(args[1]!, args[0]!, setting)
      if (op === '=' || op === '!=') return (minor === number) === (op === '=')
      if (minor === null || number === null) return false
      return holds(op, first ? minor - number : number - minor)
    },
  }
}

export const comparisons = {
  ...each(EQUALITIES, TYPES, equality),
  ...each(ORDERS, ORDERED, order),
  ...each(ORDERS, ['money'], orderOfMoney),
  ...each([...EQUALITIES, ...ORDERS], SIDES, withNumber),
} satisfies Functions
