import { literal, raw, Sql, sql } from '../sql/index.ts'
import { numberSql } from './decimal.sql.ts'
import { boundedMinor, tidy } from './decimal.ts'
import { finishedSql, round } from './functions/contract.sql.ts'
import { type Code, compileOf } from './functions/index.sql.ts'
import { scaleOf } from './functions/money.ts'
import { cutSql } from './functions/texts.sql.ts'
import type { Node, Tree } from './tree.ts'
import type { Setting, Type } from './types.ts'

/**
 * SQL of a field or formula: number REAL or INTEGER, money integer minor units with the ISO code beside them, text, date TEXT, boolean
 * 0 or 1, instant integer ms, list a JSON array of texts; empty is NULL.
 */
export interface Column {
  value: Sql
  currency?: Sql
}

export function compileTree({ root, type }: Tree, columns: (id: number) => Column, setting: Setting): Code {
  const code = compileNode(root, columns, setting)
  return { ...code, value: finishedSql(code, type) }
}

/** A part, not rounded yet (decimal.ts). */
function compileNode(node: Node, columns: (id: number) => Column, setting: Setting): Code {
  const code = plainCode(node, columns, setting)
  // A currency that is known needs no SQL to find it.
  return node.currency === undefined ? code : { ...code, currency: literal(node.currency) }
}

function plainCode(node: Node, columns: (id: number) => Column, setting: Setting): Code {
  switch (node.kind) {
    case 'literal':
      return literalCode(node.value as string | number | boolean)
    case 'amount': {
      const minor = boundedMinor(tidy(node.units * scaleOf(setting, node.currency))!)
      if (minor === null) return { value: raw('NULL'), currency: null }
      const value = raw(String(minor))
      return Number.isInteger(minor) ? round(value) : { value, currency: null }
    }
    case 'field':
      return column(columns(node.id), node.type)
    case 'call': {
      const args = node.args.map((arg) => compileNode(arg, columns, setting))
      const code = compileOf(node.meaning)(args, { setting, types: node.types })
      return code instanceof Sql ? { value: code, currency: null } : code
    }
  }
}

function literalCode(constant: string | number | boolean): Code {
  if (typeof constant !== 'number')
    return {
      value: typeof constant === 'boolean' ? raw(constant ? '1' : '0') : sql`${constant}`,
      currency: null,
      constant,
    }
  const value = numberSql(constant)
  return { value, currency: null, constant, finished: value }
}

/** A slot may hold 5 where 5.0 is meant: an integer divided by an integer would lose its rest. */
function column({ value, currency }: Column, type: Type): Code {
  if (type === 'money') return round(value, currency ?? raw('NULL'))
  if (type === 'number') return round(sql`CAST(${value} AS REAL)`)
  return { value: type === 'text' ? cutSql(value) : value, currency: null }
}
