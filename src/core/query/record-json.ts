import { instantSql, jsonOf, typeOf } from '../fields/index.ts'
import type { Field } from '../model/index.ts'
import { jsonObject, raw, type Sql, sql } from '../sql/index.ts'
import { slotsOf } from './names.ts'
import type { Scope } from './scope.ts'

/**
 * The SQL of a whole record as the API answers it, one JSON text a row of `r`. The Worker passes it on unread: no row
 * objects and no second serialising, which on the free plan's 10 ms is what makes a board of 450 cards possible.
 */
export function recordJson(scope: Scope, fields: readonly Field[], { card = false } = {}): Sql {
  const { project } = scope
  return jsonObject([
    ['id', text(raw('r.id'))],
    ['number', raw('r.number')],
    ['project', text(raw('r.project_id'))],
    ['title', raw('r.title')],
    ['list', text(raw('r.list_id'))],
    ['position', raw('r.position')],
    ['description', card ? raw("''") : raw('r.description')],
    ['tags', project.tags.length > 0 ? tags : raw("json('[]')")],
    ['assignees', assignees],
    ['due', raw('r.due')],
    ['values', jsonObject(fields.map((field) => [String(field.id), valueJson(field, card)]))],
    ['createdAt', iso('created_at')],
    [
      'createdBy',
      sql`(SELECT json_object('id', CAST(p.id AS TEXT), 'name', p.name) FROM people p WHERE p.id = r.created_by)`,
    ],
    ['updatedAt', iso('updated_at')],
    ['enteredListAt', iso('entered_list_at')],
    ['closedAt', iso('closed_at')],
    ['version', raw('r.version')],
    ['archivedAt', iso('archived_at')],
    ['deletedAt', iso('deleted_at')],
  ])
}

const text = (id: Sql): Sql => sql`CAST(${id} AS TEXT)`

const iso = (column: string): Sql => instantSql(raw(`r.${column}`))

const tags = sql`(SELECT json_group_array(json_object('id', CAST(t.id AS TEXT), 'name', t.name))
  FROM record_tags rt JOIN tags t ON t.id = rt.tag_id WHERE rt.record_id = r.id AND t.deleted_at IS NULL)`
const assignees = sql`(SELECT json_group_array(json_object('id', CAST(p.id AS TEXT), 'name', p.name))
  FROM assignees a JOIN people p ON p.id = a.person_id WHERE a.record_id = r.id)`

/** On a card a long text is its beginning: fifty whole ones would pass what D1 takes for a value. */
const ON_CARD = 300

function valueJson(field: Field, card: boolean): Sql {
  const type = typeOf(field.type)!
  const id = raw(String(field.id))
  if (type.home === 'links')
    return sql`(SELECT json_group_array(json_object('id', CAST(o.id AS TEXT), 'title', o.title))
      FROM links l JOIN records o ON o.id = l.to_id WHERE l.from_id = r.id AND l.field_id = ${id} AND o.deleted_at IS NULL)`
  if (type.home === 'files')
    return sql`(SELECT json_group_array(json_object('id', CAST(f.id AS TEXT), 'name', f.name, 'size', f.size, 'type', f.type,
      'url', '/api/files/' || f.id)) FROM files f WHERE f.record_id = r.id AND f.field_id = ${id} AND f.deleted_at IS NULL)`
  if (card && field.type === 'longText') return sql`substr(${slotsOf(field)[0]!}, 1, ${raw(String(ON_CARD))})`
  return jsonOf(type, slotsOf(field), field.config)
}
