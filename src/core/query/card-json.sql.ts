import { typeOf } from '../fields/index.ts'
import type { Field } from '../model/index.ts'
import { concat, join, raw, type Sql, sql } from '../sql/index.ts'
import { slotsOf } from './columns.sql.ts'
import { builtInJson } from './operands/built-in-json.sql.ts'
import { type ValueKeys, valueJson } from './record-json.sql.ts'
import { col, type SqlScope } from './scope.sql.ts'

/**
 * A card is what a board shows of a record: JSON text put together by SQLite, with what is empty left out, and of linked
 * records their ids alone, since a board names each of them once. So a board of 450 cards is a third of what it were as
 * records, and most of its time is the time its bytes take. All is SQL of record `r`.
 */
export interface CardSql {
  json: Sql
  /** what is joined to the record for it */
  joins: Sql
  /** the titles of what it links to, as members of a JSON object: `"12":"Mekong Foods"`; NULL where it links to nothing */
  titles: Sql
}

export function cardSql(scope: SqlScope, fields: readonly Field[], keys: ValueKeys = 'id'): CardSql {
  const builtIn = builtInJson(scope)
  const column = (name: string) => col(scope, name)
  const links = fields.filter(isLinks).map((field, i) => linksSql(scope, field, `o${i}`))
  const linkOf = new Map(fields.filter(isLinks).map((field, i) => [field, links[i]!]))
  const values = fields.map((field) => {
    const key = `,${JSON.stringify(String(field[keys]))}:`
    const link = linkOf.get(field)
    return link ? sql`${`${key}["`} || ${link.ids} || '"]'` : member(scope, field, key)
  })
  return {
    json: concat([
      raw(`'{"id":"'`),
      column('id'),
      raw(`'","title":'`),
      sql`json_quote(${column('title')})`,
      raw(`',"position":'`),
      sql`json_quote(${column('position')})`,
      raw(`',"version":'`),
      column('version'),
      raw(`',"enteredListAt":"'`),
      builtIn.enteredListAt,
      raw(`'"'`),
      sql`',"due":"' || ${column('due')} || '"'`,
      sql`',"tags":' || ${setOf(scope, 'record_tags', 'tag_id', scope.project.tags)}`,
      sql`',"assignees":' || ${setOf(scope, 'assignees', 'person_id', scope.catalog.people)}`,
      sql`',"values":{' || nullif(substr(${concat([...values, raw("''")])}, 2), '') || '}'`,
      raw("'}'"),
    ]),
    joins: join(
      links.map((link) => link.joins),
      ' ',
    ),
    titles: sql`nullif(substr(${concat([...links.map(({ titles }) => sql`',' || ${titles}`), raw("''")])}, 2), '')`,
  }
}

const isLinks = (field: Field): boolean => typeOf(field.type)!.storage === 'links'

/**
 * The tags or people of a record as a JSON list, NULL where it has none. Their names are a parameter: looked up in their tables
 * they would be another row read for each card.
 */
function setOf(scope: SqlScope, table: string, column: string, things: readonly { id: number; name: string }[]): Sql {
  if (things.length === 0) return raw('NULL')
  const byId = JSON.stringify(Object.fromEntries(things.map(({ id, name }) => [id, { id: String(id), name }])))
  return sql`(SELECT '[' || group_concat(${byId} -> ('$."' || m.${raw(column)} || '"')) || ']'
    FROM ${raw(table)} m WHERE m.record_id = ${col(scope, 'id')})`
}

/** The records that a reference points at and that aren't in the bin: `12","15`, and their titles. */
function linksSql(scope: SqlScope, field: Field, alias: string): { ids: Sql; titles: Sql; joins: Sql } {
  const o = raw(alias)
  const these = sql`FROM links l WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${raw(String(field.id))}`
  const title = sql`'"' || ${o}.id || '":' || json_quote(${o}.title)`
  if (!(field.config as { multiple?: boolean }).multiple)
    return {
      ids: sql`${o}.id`,
      titles: title,
      joins: sql`LEFT JOIN records ${o} ON ${o}.id = (SELECT l.to_id ${these} LIMIT 1) AND ${o}.deleted_at IS NULL`,
    }
  const all = sql`FROM links l JOIN records ${o} ON ${o}.id = l.to_id WHERE l.from_id = ${col(scope, 'id')}
    AND l.field_id = ${raw(String(field.id))} AND ${o}.deleted_at IS NULL`
  return {
    ids: sql`(SELECT group_concat(${o}.id, '","' ORDER BY l.position) ${all})`,
    titles: sql`(SELECT group_concat(${title}) ${all})`,
    joins: raw(''),
  }
}

/** `,"7":{"amount":"12.00","currency":"USD"}`, NULL where it is empty. */
function member(scope: SqlScope, field: Field, key: string): Sql {
  const type = typeOf(field.type)!
  const value = valueJson(scope, field, true)
  const isList = type.computed === 'lookup' || type.kind === 'set' || type.storage === 'files'
  if (isList) return sql`${key} || nullif(${value}, '[]')`
  const filled = type.computed ? value : slotsOf(scope, field)[0]!
  return sql`iif(${filled} IS NULL, NULL, ${key} || json_quote(${value}))`
}
