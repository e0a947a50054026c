import { sortSql } from '../../fields/index.sql.ts'
import { typeOf } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import { raw, sql } from '../../sql/index.ts'
import { slotsOf, textSql } from '../columns.sql.ts'
import { col, type OperandSql, type SqlScope } from '../scope.sql.ts'
import { storedOperand } from './stored-operand.ts'

/** `storedOperand` in SQL. */
export function storedOperandSql(scope: SqlScope, field: Field): OperandSql {
  const { currency, through: _, ...operand } = storedOperand(scope, field)
  const type = typeOf(field.type)!
  const slots = slotsOf(scope, field)
  const record = col(scope, 'id')
  switch (type.kind) {
    case 'number':
    case 'boolean':
    case 'date':
    case 'instant':
      return { ...operand, key: sortSql(type, slots, field.config) }
    case 'links':
      return {
        ...operand,
        key: sql`(SELECT x.text FROM links l JOIN records o ON o.id = l.to_id JOIN texts x ON x.id = l.to_id * 128
        WHERE l.from_id = ${record} AND l.field_id = ${field.id} AND o.deleted_at IS NULL ORDER BY l.position LIMIT 1)`,
        // Deleted records are left out, as in answers.
        members: sql`SELECT l.to_id FROM links l JOIN records o ON o.id = l.to_id WHERE l.from_id = ${record} AND l.field_id = ${field.id} AND o.deleted_at IS NULL`,
        holders: (list) =>
          sql`SELECT l.from_id FROM links l JOIN records o ON o.id = l.to_id WHERE l.field_id = ${field.id} AND l.to_id IN (${list}) AND o.deleted_at IS NULL`,
        listed: true,
      }
    case 'files':
      return {
        ...operand,
        key: sql`(SELECT name FROM files WHERE record_id = ${record} AND field_id = ${field.id} AND deleted_at IS NULL ORDER BY id LIMIT 1)`,
        members: sql`SELECT id FROM files WHERE record_id = ${record} AND field_id = ${field.id} AND deleted_at IS NULL`,
        holders: (list) =>
          sql`SELECT record_id FROM files WHERE field_id = ${field.id} AND id IN (${list}) AND deleted_at IS NULL`,
      }
    case 'text':
      return { ...operand, key: textSql(scope, field.slot!), written: sortSql(type, slots, field.config) }
    case 'set':
      return {
        ...operand,
        key: sortSql(type, slots, field.config),
        members: sql`SELECT value FROM json_each(${slots[0]!})`,
        holders: (list) =>
          sql`SELECT h.id FROM records h, json_each(${raw(`h.s${field.slot}`)}) m WHERE h.project_id = ${scope.project.id} AND m.value IN (${list})`,
      }
    case 'option':
      return { ...operand, key: slots[0]! }
    case 'money':
      return {
        ...operand,
        key: sortSql(type, slots, field.config),
        currency: { ...currency!, key: slots[1]! },
      }
  }
}
