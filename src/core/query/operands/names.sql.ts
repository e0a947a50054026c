import { invalid } from '../../errors/index.ts'
import { hasSortSql, sortSql } from '../../fields/index.sql.ts'
import { type Computation, typeOf } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { slotsOf } from '../columns.sql.ts'
import { col, type OperandSql, type SqlScope } from '../scope.sql.ts'
import { withHiddenErrors } from '../with-hidden-errors.ts'
import { builtInSql } from './built-ins.sql.ts'
import { durationOperandSql } from './duration.sql.ts'
import { builtInOf, fieldNamed } from './field-named.ts'
import { formulaOperandSql } from './formula-operand.sql.ts'
import { lookupOperandSql } from './lookup.sql.ts'
import { type Lookup, lookupAt, lookupOf } from './lookup.ts'
import { unknownName } from './names.ts'
import { nothingOperand } from './nothing.ts'
import { rollupOperandSql, rollupSql } from './rollup.sql.ts'
import { storedOperandSql } from './stored-operand.sql.ts'
import { formulaTreeSql } from './value-column.sql.ts'

/** `operandNamed` in SQL. */
export function operandSql(scope: SqlScope, name: string): OperandSql {
  const field = fieldNamed(scope, name)
  const type = field && typeOf(field.type)
  if (field && type?.computed) return OPERANDS[type.computed](scope, field, name)
  if (field) return storedOperandSql(scope, field)
  const builtIn = builtInSql(scope, name)
  if (builtIn) return builtIn
  const lookup = lookupAt(scope, name)
  if (!lookup) throw unknownName(name)
  return lookedUp(scope, lookup, name)
}

const OPERANDS: Record<Computation, (scope: SqlScope, field: Field, name: string) => OperandSql> = {
  formula(scope, field, name) {
    const tree = formulaTreeSql(scope, field)
    if (!tree) throw unknownName(name)
    return formulaOperandSql(scope, tree, field.name)
  },
  lookup(scope, field) {
    const lookup = lookupOf(scope, field)
    if (!lookup) throw unknownName(field.name)
    return lookedUp(scope, lookup, field.name)
  },
  rollup(scope, field, name) {
    const rollup = rollupSql(scope, field)
    if (!rollup) throw unknownName(name)
    return rollupOperandSql(scope, rollup, field.name)
  },
  duration: (scope, field) => durationOperandSql(scope, field, field.name),
  builtIn: (scope, field) => ({ ...builtInSql(scope, builtInOf(field)!)!, name: field.name }),
  nothing: (_scope, field) => ({ ...nothingOperand(field.name), key: raw('NULL') }),
}

function lookedUp(scope: SqlScope, lookup: Lookup<SqlScope>, name: string): OperandSql {
  const target = lookup.scope
  const inner = operandSql(target, lookup.name)
  return lookupOperandSql(
    scope,
    lookup,
    withHiddenErrors(inner, target.project, fieldNamed(target, lookup.name), name),
    name,
    () => sortKey(target, lookup.name),
  )
}

/** What is sorted by, where that differs from what is compared: options stand in their own order. */
export function sortKey(scope: SqlScope, name: string): Sql {
  const field = fieldNamed(scope, name)
  const type = field && typeOf(field.type)
  if (field && type?.kind === 'option' && hasSortSql(type)) return sortSql(type, slotsOf(scope, field), field.config)
  // A running duration would move rows between pages; sorting by its start gives the same order and stays fixed.
  if ((field ? builtInOf(field) : name) === 'timeInList') return sql`-${col(scope, 'entered_list_at')}`
  if (!field && name === 'list') return sql`(SELECT l.position FROM lists l WHERE l.id = ${col(scope, 'list_id')})`
  const operand = operandSql(scope, name)
  if (operand.kind === 'set' && !field) throw invalid('field', 'badSort', { name })
  return operand.key
}
