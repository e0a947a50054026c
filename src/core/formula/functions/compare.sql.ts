import { raw, type Sql, sql } from '../../sql/index.ts'
import { named, tidySql } from '../decimal.sql.ts'
import { TYPES, type Type } from '../types.ts'
import {
  type comparisons,
  EQUALITIES,
  type Equality,
  ORDERED,
  ORDERS,
  type Order,
  type Ordered,
  SIDES,
  type Side,
} from './compare.ts'
import { type Code, type Compile, finishedSql, type SqlOf } from './contract.sql.ts'
import { each } from './contract.ts'
import { scaleSql } from './money.sql.ts'

/** What empty equals, for types that have an empty value of their own. */
const EMPTY: Partial<Record<Type, Sql>> = { text: raw("''"), boolean: raw('0'), list: raw("'[]'") }

/** `sameValue` in SQL. */
export function sameSql(a: Code, b: Code, type: Type): Sql {
  if (type === 'money')
    return named(
      [finishedSql(a, type), finishedSql(b, type), a.currency!, b.currency!],
      ([x, y, c, d]) => sql`${x!} IS ${y!} AND (${x!} IS NULL OR ${c!} IS ${d!})`,
    )
  const empty = EMPTY[type]
  if (empty) return sql`(coalesce(${a.value}, ${empty}) = coalesce(${b.value}, ${empty}))`
  return sql`(${finishedSql(a, type)} IS ${finishedSql(b, type)})`
}

const equality =
  (op: Equality, type: Type): Compile =>
  ([a, b]) =>
    op === '=' ? sameSql(a!, b!, type) : sql`(NOT ${sameSql(a!, b!, type)})`

const order =
  (op: Order, type: Ordered): Compile =>
  ([a, b]) =>
    type === 'text'
      ? sql`(coalesce(${a!.value}, '') ${raw(op)} coalesce(${b!.value}, ''))`
      : sql`coalesce(${finishedSql(a!, type)} ${raw(op)} ${finishedSql(b!, type)}, 0)`

const orderOfMoney =
  (op: Order): Compile =>
  ([a, b]) =>
    sql`coalesce(${finishedSql(a!, 'money')} ${raw(op)} ${finishedSql(b!, 'money')} AND ${a!.currency!} = ${b!.currency!}, 0)`

const withNumber =
  (op: Order | Equality, side: Side): Compile =>
  (args, { setting }) => {
    const first = side === 'money first'
    const [a, n] = first ? [args[0]!, args[1]!] : [args[1]!, args[0]!]
    const number = tidySql(sql`${n.value} * ${scaleSql(setting, a.currency!)}`)
    const amount = finishedSql(a, 'money')
    const [x, y] = first ? [amount, number] : [number, amount]
    if (op === '=' || op === '!=') return sql`(${x} ${raw(op === '=' ? 'IS' : 'IS NOT')} ${y})`
    return sql`coalesce(${x} ${raw(op)} ${y}, 0)`
  }

export const comparisonsSql = {
  ...each(EQUALITIES, TYPES, equality),
  ...each(ORDERS, ORDERED, order),
  ...each(ORDERS, ['money'], orderOfMoney),
  ...each([...EQUALITIES, ...ORDERS], SIDES, withNumber),
} satisfies SqlOf<typeof comparisons>
