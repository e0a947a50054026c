import { digitsSql, instantSql } from '../../fields/index.sql.ts'
import type { Tree } from '../../formula/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import type { OperandSql, SqlScope } from '../scope.sql.ts'
import { formulaOperand } from './formula-operand.ts'
import { formulaCode } from './value-column.sql.ts'

/** `formulaOperand` in SQL. */
export function formulaOperandSql(scope: SqlScope, tree: Tree, name: string): OperandSql {
  const { value, currency } = formulaCode(scope, tree)
  const { currency: code, through: _, ...operand } = formulaOperand(scope, tree, name)
  if (operand.kind === 'text') return { ...operand, key: sql`lower(${value})`, written: value }
  return { ...operand, key: value, ...(code && { currency: { ...code, key: currency! } }) }
}

/** The SQL of its answered form. */
export function formulaJson(scope: SqlScope, tree: Tree): Sql {
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
