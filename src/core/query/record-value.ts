import { formulaSql } from '../fields/index.sql.ts'
import { toFormulaOf, typeOf } from '../fields/index.ts'
import type { Column } from '../formula/index.sql.ts'
import type { Value } from '../formula/index.ts'
import type { Field } from '../model/index.ts'
import { raw, sql } from '../sql/index.ts'
import { slotsOf } from './columns.ts'
import { worldOf } from './operands/field-named.ts'
import { isLive, type Row } from './row.ts'
import { col, type Scope } from './scope.ts'

/** What a record holds itself, as formulas compute with it, in JavaScript. */
export function formulaValueOf(scope: Scope, field: Field, row: Row): Value {
  const type = typeOf(field.type)!
  if (type.storage === 'links')
    return row
      .links(field.id)
      .filter(isLive)
      .map((one) => one.title)
  return toFormulaOf(type, row.values.get(field.id), field.config, worldOf(scope, field.name))
}

/** The same in SQL. */
export function formulaColumnOf(scope: Scope, field: Field): Column {
  const type = typeOf(field.type)!
  if (type.storage === 'links')
    return {
      value: sql`(SELECT json_group_array(o.title ORDER BY l.position) FROM links l JOIN records o ON o.id = l.to_id
          WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${field.id} AND o.deleted_at IS NULL)`,
    }
  const slots = slotsOf(scope, field)
  const value = formulaSql(type, slots.length > 0 ? slots : [raw('NULL')], field.config)
  return slots[1] ? { value, currency: slots[1] } : { value }
}
