import { jsonSql } from '../fields/index.sql.ts'
import { type Computation, typeOf } from '../fields/index.ts'
import type { Field } from '../model/index.ts'
import { jsonObject, raw, type Sql, sql } from '../sql/index.ts'
import { slotsOf } from './columns.sql.ts'
import { builtInJson } from './operands/built-in-json.sql.ts'
import { durationOperandSql } from './operands/duration.sql.ts'
import { builtInOf, fieldNamed } from './operands/field-named.ts'
import { formulaJson } from './operands/formula-operand.sql.ts'
import { listOf } from './operands/lookup.sql.ts'
import { lookupOf } from './operands/lookup.ts'
import { rollupJson, rollupSql } from './operands/rollup.sql.ts'
import { formulaTreeSql } from './operands/value-column.sql.ts'
import { col, type SqlScope } from './scope.sql.ts'

/** By what the values of a record are keyed in an answer. */
export type ValueKeys = 'id' | 'name'

/**
 * The SQL of a whole record as the API answers it, one JSON text a row of `r`. The Worker passes it on unread: no row
 * objects and no second serialising, for which the free plan has 10 ms.
 */
export function recordJson(scope: SqlScope, fields: readonly Field[], { keys = 'id' }: { keys?: ValueKeys } = {}): Sql {
  const builtIn = builtInJson(scope)
  const column = (name: string) => col(scope, name)
  return jsonObject([
    ['id', sql`CAST(${column('id')} AS TEXT)`],
    ['number', builtIn.number],
    ['project', sql`CAST(${column('project_id')} AS TEXT)`],
    ['title', builtIn.title],
    ['list', sql`CAST(${column('list_id')} AS TEXT)`],
    ['position', column('position')],
    ['description', builtIn.description],
    ['tags', scope.project.tags.length > 0 ? builtIn.tags : raw("json('[]')")],
    ['assignees', builtIn.assignees],
    ['due', builtIn.due],
    ['values', jsonObject(fields.map((field) => [String(field[keys]), valueJson(scope, field)]))],
    ['createdAt', builtIn.createdAt],
    ['createdBy', builtIn.createdBy],
    ['updatedAt', builtIn.updatedAt],
    ['enteredListAt', builtIn.enteredListAt],
    ['closedAt', builtIn.closedAt],
    ['version', column('version')],
    ['archivedAt', builtIn.archivedAt],
    ['deletedAt', builtIn.deletedAt],
  ])
}

/** On a card a long text is its beginning: fifty whole ones would pass what D1 takes for a value. */
const ON_CARD = 300

/** A field's answered form, as JSON or as a plain value; `card`: a long text is cut. */
export function valueJson(scope: SqlScope, field: Field, card = false): Sql {
  const type = typeOf(field.type)!
  if (type.computed) return COMPUTED[type.computed](scope, field, card)
  const id = raw(String(field.id))
  const record = col(scope, 'id')
  if (type.storage === 'links')
    return sql`(SELECT json_group_array(json_object('id', CAST(o.id AS TEXT), 'title', o.title) ORDER BY l.position)
      FROM links l JOIN records o ON o.id = l.to_id WHERE l.from_id = ${record} AND l.field_id = ${id} AND o.deleted_at IS NULL)`
  if (type.storage === 'files')
    return sql`(SELECT json_group_array(json_object('id', CAST(f.id AS TEXT), 'name', f.name, 'size', f.size, 'type', f.type,
      'url', '/api/files/' || f.id)) FROM files f WHERE f.record_id = ${record} AND f.field_id = ${id} AND f.deleted_at IS NULL)`
  const slots = slotsOf(scope, field)
  if (card && type.long) return sql`substr(${slots[0]!}, 1, ${raw(String(ON_CARD))})`
  return jsonSql(type, slots, field.config)
}

/** The same of what is worked out, by how it is. What leads nowhere is empty. */
const COMPUTED: Record<Computation, (scope: SqlScope, field: Field, card: boolean) => Sql> = {
  formula(scope, field) {
    const tree = formulaTreeSql(scope, field)
    return tree ? formulaJson(scope, tree) : raw('NULL')
  },
  lookup: lookupJson,
  rollup(scope, field) {
    const rollup = rollupSql(scope, field)
    return rollup ? rollupJson(scope, rollup) : raw('NULL')
  },
  duration: (scope, field) => durationOperandSql(scope, field, field.name).key,
  builtIn: (scope, field) => builtInJson(scope)[builtInOf(field)!]!,
  nothing: () => raw('NULL'),
}

/** The list of what the records pointed at have there; what is a list itself (tags, a lookup) gives its members. */
function lookupJson(scope: SqlScope, field: Field, card: boolean): Sql {
  const lookup = lookupOf(scope, field)
  if (!lookup) return raw("json('[]')")
  const target = lookup.scope
  const other = fieldNamed(target, lookup.name)
  const json = other ? valueJson(target, other, card) : builtInJson(target)[lookup.name]
  if (!json) return raw("json('[]')")
  const many = other
    ? typeOf(other.type)!.computed === 'lookup' || ['set', 'links', 'files'].includes(typeOf(other.type)!.kind)
    : MANY.has(lookup.name)
  return listOf(scope, target, lookup.reference, json, many)
}

const MANY = new Set(['tags', 'assignees'])
