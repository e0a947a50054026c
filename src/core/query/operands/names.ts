import { invalid } from '../../errors/index.ts'
import { type Computation, typeOf } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import type { Operand, Scope } from '../scope.ts'
import { withHiddenErrors } from '../with-hidden-errors.ts'
import { builtIns } from './built-ins.ts'
import { durationOperand } from './duration.ts'
import { builtInOf, fieldNamed } from './field-named.ts'
import { formulaOperand } from './formula-operand.ts'
import { type Lookup, lookupAt, lookupOf, lookupOperand } from './lookup.ts'
import { nothingOperand } from './nothing.ts'
import { rollupOf, rollupOperand } from './rollup.ts'
import { storedOperand } from './stored-operand.ts'
import { formulaTree } from './value-column.ts'

/** The operand of that name. Unknown names are refused alike, whether nothing is called so or it may not be seen. */
export function operandNamed(scope: Scope, name: string): Operand {
  const field = fieldNamed(scope, name)
  const type = field && typeOf(field.type)
  if (field && type?.computed) return OPERANDS[type.computed](scope, field, name)
  if (field) return storedOperand(scope, field)
  const builtIn = builtInNamed(scope, name)
  if (builtIn) return builtIn
  const lookup = lookupAt(scope, name)
  if (!lookup) throw unknownName(name)
  return lookedUp(lookup, name)
}

export const unknownName = (name: string) => invalid('field', 'unknownField', { name })

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
    return lookedUp(lookup, field.name)
  },
  rollup(scope, field, name) {
    const rollup = rollupOf(scope, field)
    if (!rollup) throw unknownName(name)
    return rollupOperand(scope, rollup, field.name)
  },
  duration: (scope, field) => durationOperand(scope, field, field.name),
  builtIn: (scope, field) => ({ ...builtInNamed(scope, builtInOf(field)!)!, name: field.name }),
  nothing: (_scope, field) => nothingOperand(field.name),
}

function builtInNamed(scope: Scope, name: string): Operand | undefined {
  const known: Record<string, Operand> = builtIns(scope)
  return Object.hasOwn(known, name) ? known[name] : undefined
}

function lookedUp(lookup: Lookup, name: string): Operand {
  const { scope } = lookup
  const inner = operandNamed(scope, lookup.name)
  return lookupOperand(lookup, withHiddenErrors(inner, scope.project, fieldNamed(scope, lookup.name), name), name)
}
