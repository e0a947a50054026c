import { typeOf } from '../fields/index.ts'
import type { Field } from '../model/index.ts'
import { concat, raw, type Sql, sql } from '../sql/index.ts'
import { slotsOf } from './columns.sql.ts'
import { builtInJson } from './operands/built-in-json.sql.ts'
import { type ValueKeys, valueJson } from './record-json.sql.ts'
import { col, type SqlScope } from './scope.sql.ts'

/**
 * A card is what a board shows of a record: JSON text put together by SQLite, with what is empty left out, and of linked
 * records their ids alone, since a board names each of them once. So a board of 450 cards is a third of what it were as records.
 */
export interface CardSql {
  /** columns of a subquery `page` whose rows are cards: its JSON as far as it needs no links, and the ids that it links to */
  columns: Sql
  /** the JSON of a row of `page` */
  json: Sql
  /** the ids that a row of `page` links to, as a JSON list */
  linked: Sql
  /** under which keys of `values` such ids stand */
  linkKeys: string[]
}

export function cardSql(scope: SqlScope, fields: readonly Field[], keys: ValueKeys = 'id'): CardSql {
  const builtIn = builtInJson(scope)
  const column = (name: string) => col(scope, name)
  const links = fields.filter(isLinks).map((field, i) => ({ field, name: raw(`y${i}`), ids: linkIds(scope, field) }))
  const head = concat([
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
    scope.project.tags.length > 0 ? sql`',"tags":' || nullif(${builtIn.tags}, '[]')` : raw("''"),
    sql`',"assignees":' || nullif(${builtIn.assignees}, '[]')`,
  ])
  const values = fields.filter((field) => !isLinks(field)).map((field) => member(scope, field, keys))
  const linked = links.map(
    ({ field, name }) => sql`${`,${JSON.stringify(String(field[keys]))}:[`} || page.${name} || ']'`,
  )
  return {
    columns: sql`${head} AS head, ${concat([...values, raw("''")])} AS vals${links.reduce(
      (all, { ids, name }) => sql`${all}, ${ids} AS ${name}`,
      sql``,
    )}`,
    json: concat([
      raw('page.head'),
      sql`',"values":{' || nullif(substr(${concat([raw('page.vals'), ...linked])}, 2), '') || '}'`,
      raw("'}'"),
    ]),
    linked: concat([
      raw("'['"),
      sql`substr(${concat([...links.map(({ name }) => sql`',' || page.${name}`), raw("''")])}, 2)`,
      raw("']'"),
    ]),
    linkKeys: links.map(({ field }) => String(field[keys])),
  }
}

const isLinks = (field: Field): boolean => typeOf(field.type)!.storage === 'links'

/** `"12","15"`, NULL where there are none. */
const linkIds = (scope: SqlScope, field: Field): Sql =>
  sql`(SELECT '"' || group_concat(l.to_id, '","' ORDER BY l.position) || '"' FROM links l
    WHERE l.from_id = ${col(scope, 'id')} AND l.field_id = ${raw(String(field.id))})`

/** `,"7":{"amount":"12.00","currency":"USD"}`, NULL where it is empty. */
function member(scope: SqlScope, field: Field, keys: ValueKeys): Sql {
  const type = typeOf(field.type)!
  const key = `,${JSON.stringify(String(field[keys]))}:`
  const value = valueJson(scope, field, true)
  const isList = type.computed === 'lookup' || type.kind === 'set' || type.storage === 'files'
  if (isList) return sql`${key} || nullif(${value}, '[]')`
  const filled = type.computed ? value : slotsOf(scope, field)[0]!
  return sql`iif(${filled} IS NULL, NULL, ${key} || json_quote(${value}))`
}
