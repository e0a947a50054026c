import { invalid } from '../../errors/index.ts'
import { hasSortSql, sortSql } from '../../fields/index.sql.ts'
import { type Computation, typeOf } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { slotsOf } from '../columns.ts'
import { isLive } from '../row.ts'
import type { Operand } from '../scope.ts'
import { col, type Scope } from '../scope.ts'
import { withHiddenErrors } from '../with-hidden-errors.ts'
import { builtIns } from './built-ins.ts'
import { durationOperand } from './duration.ts'
import { builtInOf, fieldNamed } from './field-named.ts'
import { formulaOperand } from './formula-operand.ts'
import { firstOf, type Lookup, linkedTo, lookupAt, lookupOf } from './lookup.ts'
import { rollupOf, rollupOperand } from './rollup.ts'
import { storedOperand } from './stored-operand.ts'
import { formulaTree } from './value-column.ts'

/** The operand of that name. Unknown names are refused alike, whether nothing is called so or it may not be seen. */
export function operandNamed(scope: Scope, name: string): Operand {
  const field = fieldNamed(scope, name)
  const type = field && typeOf(field.type)
  if (field && type?.computed) return OPERANDS[type.computed](scope, field, name)
  if (field) return storedOperand(scope, field)
  const known = builtIns(scope)
  const builtIn = Object.hasOwn(known, name) ? known[name] : undefined
  if (builtIn) return builtIn
  const lookup = lookupAt(scope, name)
  if (!lookup) throw invalid('field', 'unknownField', { name })
  return lookupOperand(scope, lookup, name)
}

const unknownName = (name: string) => invalid('field', 'unknownField', { name })

/** What is worked out, by how it is: the operand of such a field; `name` is what it was asked by. */
const OPERANDS: Record<Computation, (scope: Scope, field: Field, name: string) => Operand> = {
  formula(scope, field, name) {
    const tree = formulaTree(scope, field)
    if (!tree) throw unknownName(name)
    return formulaOperand(scope, tree, field.name)
  },
  lookup(scope, field) {
    const lookup = lookupOf(scope, field)
    if (!lookup) throw unknownName(field.name)
    return lookupOperand(scope, lookup, field.name)
  },
  rollup(scope, field, name) {
    const rollup = rollupOf(scope, field)
    if (!rollup) throw unknownName(name)
    return rollupOperand(scope, rollup, field.name)
  },
  duration: (scope, field) => durationOperand(scope, field, field.name),
  builtIn: (scope, field) => ({ ...builtIns(scope)[builtInOf(field)!]!, name: field.name }),
}

/** Lookups copy nothing: values are read from the referenced records each time. */
function lookupOperand(scope: Scope, lookup: Lookup, name: string): Operand {
  const target = lookup.scope
  const inner = withHiddenErrors(
    operandNamed(target, lookup.name),
    target.project,
    fieldNamed(target, lookup.name),
    name,
  )
  return {
    name,
    kind: inner.kind,
    // Tags can be filtered by, though not sorted by.
    get key() {
      return firstOf(scope, target, lookup.reference, sortKey(target, lookup.name))
    },
    read: inner.read,
    of: (row) => {
      const [first] = row.links(lookup.reference.id).filter(isLive)
      return first ? inner.of(first) : null
    },
    through: {
      scope: target,
      operand: inner,
      linked: (condition, driven) => linkedTo(scope, target, lookup.reference, condition, driven),
      rows: (row) => row.links(lookup.reference.id).filter(isLive),
    },
  }
}

/** What is sorted by, where that differs from what is compared: options stand in their own order. */
export function sortKey(scope: Scope, name: string): Sql {
  const field = fieldNamed(scope, name)
  const type = field && typeOf(field.type)
  if (field && type?.kind === 'option' && hasSortSql(type)) return sortSql(type, slotsOf(scope, field), field.config)
  // A running duration would move rows between pages; sorting by its start gives the same order and stays fixed.
  if ((field ? builtInOf(field) : name) === 'timeInList') return sql`-${col(scope, 'entered_list_at')}`
  if (!field && name === 'list') return sql`(SELECT l.position FROM lists l WHERE l.id = ${col(scope, 'list_id')})`
  const operand = operandNamed(scope, name)
  if (operand.kind === 'set' && !field) throw invalid('field', 'badSort', { name })
  return operand.key
}
