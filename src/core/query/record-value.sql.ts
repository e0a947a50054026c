import { formulaSql } from '../fields/index.sql.ts'
import { typeOf } from '../fields/index.ts'
import type { Column } from '../formula/index.sql.ts'
import type { Field } from '../model/index.ts'
import { raw, sql } from '../sql/index.ts'
import { slotsOf } from './columns.sql.ts'
import { col, type SqlScope } from './scope.sql.ts'

/** `formulaValueOf` in SQL. */
export function formulaColumnOf(scope: SqlScope, field: Field): Column {
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
