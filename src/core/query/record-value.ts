import { jsonSqlOf, typeOf, valueToJson } from '../fields/index.ts'
import type { Column, Value } from '../formula/index.ts'
import type { Field } from '../model/index.ts'
import { raw, sql } from '../sql/index.ts'
import { slotsOf } from './columns.ts'
import { worldOf } from './field-named.ts'
import { isLive, type Row } from './row.ts'
import { col, type Scope } from './scope.ts'

/** What a record holds itself, in JavaScript. */
export function formulaValueOf(scope: Scope, field: Field, row: Row): Value {
  if (field.type === 'reference') {
    const titles = row
      .links(field.id)
      .filter(isLive)
      .map((one) => one.title)
    return titles
  }
  const value = row.values.get(field.id)
  if (value === undefined) return field.type === 'multiSelect' || field.type === 'person' ? [] : null
  const type = typeOf(field.type)!
  const named = () => valueToJson(type, value, field.config, worldOf(scope, field.name))
  switch (field.type) {
    case 'percent':
      return Number(value) / 100
    case 'select':
      return (named() as { name: string }).name
    case 'location':
      return (value as { text: string }).text
    case 'multiSelect':
    case 'person':
      return (named() as { name: string }[]).map((one) => one.name)
    default:
      return value as Value
  }
}

/** The same in SQL. */
export function formulaColumnOf(scope: Scope, field: Field): Column {
  const [value = raw('NULL'), currency] = slotsOf(scope, field)
  const json = () => jsonSqlOf(typeOf(field.type)!, [value], field.config)
  switch (field.type) {
    // 15 % is kept as 15, and means 0.15.
    case 'percent':
      return { value: sql`${value} / 100.0` }
    case 'select':
      return { value: sql`${json()} ->> '$.name'` }
    case 'location':
      return { value: sql`${value} ->> '$.text'` }
    case 'multiSelect':
    case 'person':
      return { value: sql`(SELECT json_group_array(e.value ->> '$.name') FROM json_each(${json()}) e)` }
    case 'reference':
      return {
        value: sql`(SELECT json_group_array(o.title ORDER BY l.position) FROM links l JOIN records o ON o.id = l.to_id
          WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${field.id} AND o.deleted_at IS NULL)`,
      }
    default:
      return currency ? { value, currency } : { value }
  }
}
