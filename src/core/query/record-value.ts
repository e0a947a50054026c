import { toFormulaOf, typeOf } from '../fields/index.ts'
import type { Value } from '../formula/index.ts'
import type { Field } from '../model/index.ts'
import { worldOf } from './operands/field-named.ts'
import { isLive, type Row } from './row.ts'
import type { Scope } from './scope.ts'

/** What a record holds itself, as formulas compute with it. */
export function formulaValueOf(scope: Scope, field: Field, row: Row): Value {
  const type = typeOf(field.type)!
  if (type.storage === 'links')
    return row
      .links(field.id)
      .filter(isLive)
      .map((one) => one.title)
  return toFormulaOf(type, row.values.get(field.id), field.config, worldOf(scope, field.name))
}
