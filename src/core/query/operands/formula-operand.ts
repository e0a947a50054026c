import { invalid } from '../../errors/index.ts'
import { digitsSql, instantSql } from '../../fields/index.sql.ts'
import { CURRENCIES, type Kind, type TypeName, typeOf } from '../../fields/index.ts'
import type { Money, Tree, Type, Value } from '../../formula/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { wordOf } from '../columns.ts'
import type { Compared, Row } from '../row.ts'
import type { Operand, Scope } from '../scope.ts'
import { formulaCode, formulaValue } from './value-column.ts'

const KINDS: Record<Type, Kind> = {
  number: 'number',
  money: 'money',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  list: 'text',
}

/** The type of field that a formula's result is shown and read like. */
export const RESULTS: Record<Type, TypeName> = {
  number: 'number',
  money: 'currency',
  text: 'text',
  boolean: 'checkbox',
  date: 'date',
  instant: 'dateTime',
  list: 'text',
}

/** A formula is not kept: it compiles to SQL, and so it sorts and filters like any field. */
export function formulaOperand(scope: Scope, tree: Tree, name: string): Operand {
  const { value, currency } = formulaCode(scope, tree)
  const kind = KINDS[tree.type]
  const world = {
    name,
    country: scope.catalog.workspace.country,
    zone: scope.catalog.workspace.zone,
    people: [],
    me: null,
  }
  const main = tree.currency ?? scope.catalog.workspace.currency
  const others = tree.currency === null ? [...CURRENCIES] : []
  const config = tree.type === 'money' ? { currency: main, others } : {}
  const type = typeOf(RESULTS[tree.type])!
  const read = (sent: unknown): string | number => {
    const parsed = type.parse(sent, config, world)
    if (parsed === null) throw invalid('value', 'badOperand', { op: name })
    return (type.encode ? type.encode(parsed)[0] : parsed) as string | number
  }
  // What is worked out in SQL is folded in ASCII only.
  if (kind === 'text')
    return {
      name,
      kind,
      key: sql`lower(${value})`,
      written: value,
      of(row) {
        const text = formulaValue(scope, tree, row)
        if (text === null) return null
        return (typeof text === 'string' ? text : JSON.stringify(text)).replace(/[A-Z]/g, lower)
      },
      read: (sent) => wordOf(sent).replace(/[A-Z]/g, lower),
    }
  if (kind === 'money')
    return {
      name,
      kind,
      key: value,
      of: (row) => amountOf(formulaValue(scope, tree, row))?.minor ?? null,
      read,
      currency: {
        key: currency!,
        of: (sent) => (sent as { currency?: string } | null)?.currency ?? main,
        in: (row) => amountOf(formulaValue(scope, tree, row))?.currency ?? null,
      },
    }
  const of = (row: Row) => {
    const plain = formulaValue(scope, tree, row)
    return typeof plain === 'boolean' ? Number(plain) : (plain as Compared)
  }
  return { name, kind, key: value, of, read }
}

const lower = (letter: string) => letter.toLowerCase()
const amountOf = (value: Value) => value as Money | null

/** The SQL of its answered form. */
export function formulaJson(scope: Scope, tree: Tree): Sql {
  const { value, currency } = formulaCode(scope, tree)
  switch (tree.type) {
    case 'money':
      return sql`(SELECT iif(v IS NULL, NULL, json_object('amount', ${digitsSql(sql`v`, sql`c`)}, 'currency', c)) FROM (SELECT ${value} AS v, ${currency!} AS c))`
    case 'boolean':
      return sql`json(CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)`
    case 'instant':
      return instantSql(value)
    case 'list':
      return sql`json(${value})`
    default:
      return value
  }
}
