import { raw, type Sql, sql } from '../../sql/index.ts'
import { byCodePoint } from '../../text/fold.ts'
import { named, tidy, tidySql } from '../decimal.ts'
import type { Money, Setting, Type, Value } from '../types.ts'
import type { Code, Meaning } from './contract.ts'
import { scaleOf, scaleSql } from './money.ts'

/*
 * Comparisons always answer yes or no. Empty is the same as empty and as nothing else, and neither before nor after anything; amounts
 * of two currencies are different, and neither is more. Texts are compared to the letter and ordered by code point.
 */
const ORDERS = ['<', '<=', '>', '>='] as const
type Order = (typeof ORDERS)[number]

const holds = (op: Order, difference: number): boolean =>
  op === '<' ? difference < 0 : op === '<=' ? difference <= 0 : op === '>' ? difference > 0 : difference >= 0

/** What empty is the same as, for types that have an empty value of their own. */
const EMPTY: Partial<Record<Type, { js: Value; sql: Sql }>> = {
  text: { js: '', sql: raw("''") },
  boolean: { js: false, sql: raw('0') },
  list: { js: '[]', sql: raw("'[]'") },
}

export function sameValue(a: Value, b: Value, type: Type): boolean {
  if (type === 'money') {
    const [left, right] = [a as Money | null, b as Money | null]
    return left?.minor === right?.minor && left?.currency === right?.currency
  }
  if (type === 'list') return JSON.stringify(a ?? []) === JSON.stringify(b ?? [])
  const empty = EMPTY[type]?.js ?? null
  return (a ?? empty) === (b ?? empty)
}

export function sameSql(a: Code, b: Code, type: Type): Sql {
  if (type === 'money')
    return named(
      [a.value, b.value, a.currency!, b.currency!],
      ([x, y, c, d]) => sql`${x!} IS ${y!} AND (${x!} IS NULL OR ${c!} IS ${d!})`,
    )
  const empty = EMPTY[type]?.sql
  if (empty) return sql`(coalesce(${a.value}, ${empty}) = coalesce(${b.value}, ${empty}))`
  return sql`(${a.value} IS ${b.value})`
}

function same(type: Type): Meaning[] {
  const shape = { params: [type, type], returns: 'boolean' } as const
  return [
    { name: '=', ...shape, evaluate: ([a, b]) => sameValue(a!, b!, type), compile: ([a, b]) => sameSql(a!, b!, type) },
    {
      name: '!=',
      ...shape,
      evaluate: ([a, b]) => !sameValue(a!, b!, type),
      compile: ([a, b]) => sql`(NOT ${sameSql(a!, b!, type)})`,
    },
  ]
}

function order(op: Order, type: 'number' | 'text' | 'date' | 'instant'): Meaning {
  return {
    name: op,
    params: [type, type],
    returns: 'boolean',
    evaluate: ([a, b]) => {
      if (type === 'text') return holds(op, byCodePoint((a as string) ?? '', (b as string) ?? ''))
      if (a === null || b === null) return false
      return holds(op, typeof a === 'number' ? a - (b as number) : byCodePoint(a as string, b as string))
    },
    compile: ([a, b]) =>
      type === 'text'
        ? sql`(coalesce(${a!.value}, '') ${raw(op)} coalesce(${b!.value}, ''))`
        : sql`coalesce(${a!.value} ${raw(op)} ${b!.value}, 0)`,
  }
}

function orderOfMoney(op: Order): Meaning {
  return {
    name: op,
    params: ['money', 'money'],
    returns: 'boolean',
    evaluate: ([left, right]) => {
      const [a, b] = [left as Money | null, right as Money | null]
      return a !== null && b !== null && a.currency === b.currency && holds(op, a.minor - b.minor)
    },
    compile: ([a, b]) => sql`coalesce(${a!.value} ${raw(op)} ${b!.value} AND ${a!.currency!} = ${b!.currency!}, 0)`,
  }
}

/** A plain number beside an amount means as many units of its currency: {Amount} > 10000. */
function withNumber(op: Order | '=' | '!=', order: 'money first' | 'number first'): Meaning {
  const first = order === 'money first'
  const sides = (a: Value, n: Value, setting: Setting): [number | null, number | null] => {
    const { minor = null, currency = '' } = (a as Money | null) ?? {}
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
    compile: (args, { setting }) => {
      const [a, n] = first ? [args[0]!, args[1]!] : [args[1]!, args[0]!]
      const number = tidySql(sql`${n.value} * ${scaleSql(setting, a.currency!)}`)
      const [x, y] = first ? [a.value, number] : [number, a.value]
      if (op === '=' || op === '!=') return sql`(${x} ${raw(op === '=' ? 'IS' : 'IS NOT')} ${y})`
      return sql`coalesce(${x} ${raw(op)} ${y}, 0)`
    },
  }
}

const mixed = (['=', '!=', ...ORDERS] as const).flatMap((op) => [
  withNumber(op, 'money first'),
  withNumber(op, 'number first'),
])

export const comparisons: readonly Meaning[] = [
  ...(['number', 'money', 'text', 'boolean', 'date', 'instant', 'list'] as const).flatMap(same),
  ...ORDERS.flatMap((op) => (['number', 'text', 'date', 'instant'] as const).map((type) => order(op, type))),
  ...ORDERS.map(orderOfMoney),
  ...mixed,
]
