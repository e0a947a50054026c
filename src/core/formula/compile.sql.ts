import { literal, raw, Sql, sql } from '../sql/index.ts'
import { numberSql } from './decimal.sql.ts'
import { tidy, toMinor } from './decimal.ts'
import { type Code, compileOf } from './functions/index.sql.ts'
import { scaleOf } from './functions/money.ts'
import { cutSql } from './functions/texts.sql.ts'
import type { Node } from './tree.ts'
import type { Setting, Type } from './types.ts'

/**
 * SQL of a field or formula: number REAL or INTEGER, money integer minor units with the ISO code beside them, text, date TEXT, boolean
 * 0 or 1, instant integer ms, list a JSON array of texts; empty is NULL.
 */
export interface Column {
  value: Sql
  currency?: Sql
}

export function compileNode(node: Node, columns: (id: number) => Column, setting: Setting): Code {
  const code = plainCode(node, columns, setting)
  // A currency that is known needs no SQL to find it.
  return node.currency === undefined ? code : { ...code, currency: literal(node.currency) }
}

function plainCode(node: Node, columns: (id: number) => Column, setting: Setting): Code {
  switch (node.kind) {
    case 'literal':
      return { value: literalSql(node.value as string | number | boolean), currency: null, constant: node.value }
    case 'amount': {
      const minor = toMinor(tidy(node.units * scaleOf(setting, node.currency)))
      return { value: raw(String(minor ?? 'NULL')), currency: null }
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

function literalSql(value: string | number | boolean): Sql {
  if (typeof value === 'number') return numberSql(value)
  return typeof value === 'boolean' ? raw(value ? '1' : '0') : sql`${value}`
}

/** A slot may hold 5 where 5.0 is meant: an integer divided by an integer would lose its rest. */
function column({ value, currency }: Column, type: Type): Code {
  if (type === 'money') return { value, currency: currency ?? raw('NULL') }
  if (type === 'number') return { value: sql`CAST(${value} AS REAL)`, currency: null }
  return { value: type === 'text' ? cutSql(value) : value, currency: null }
}
