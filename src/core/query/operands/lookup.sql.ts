import type { Field } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { visibleTarget } from '../record-visibility.sql.ts'
import { col, type OperandSql, type SqlScope } from '../scope.sql.ts'
import type { Scope } from '../scope.ts'
import { type Lookup, lookupOperand } from './lookup.ts'

/** Whether far fewer records are referenced than reference: then each one's value is computed once, before the rows are read. */
export const isFew = ({ target }: Lookup, { project }: Scope): boolean => target.size * 2 <= project.size

/** The first record that a single reference points at, as a join; `link` names it. */
export const linkJoin = (scope: SqlScope, reference: Field, link: Sql): Sql =>
  sql`LEFT JOIN links ${link} ON ${link}.from_id = ${col(scope, 'id')} AND ${link}.field_id = ${raw(String(reference.id))} AND ${link}.position = 0`

/**
 * Records that point at one for which a condition holds. Those pointed at are looked through first and then followed back,
 * unless they are many more than the records that point. `driven`: the condition begins with a list of ids itself.
 */
export function linkedTo(scope: SqlScope, target: SqlScope, reference: Field, condition: Sql, driven: boolean): Sql {
  const field = raw(String(reference.id))
  const matches = sql`${visibleTarget(target)} AND ${condition}`
  if (target.project.size > 4 * scope.project.size && !driven)
    return sql`EXISTS (SELECT 1 FROM links k CROSS JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id
      WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${field} AND ${matches})`
  return sql`${col(scope, 'id')} IN (SELECT k.from_id FROM records ${raw(target.row)} CROSS JOIN links k ON k.to_id = ${col(target, 'id')} AND k.field_id = ${field}
    WHERE ${raw(`${driven ? '+' : ''}${target.row}.project_id = ${target.project.id}`)} AND ${matches})`
}

/** The value of the first record pointed at: what a lookup sorts by. `joins`: what the value needs besides that record. */
export const firstOf = (scope: SqlScope, target: SqlScope, reference: Field, value: Sql, joins: Sql = raw('')): Sql =>
  sql`(SELECT ${value} FROM links k JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id ${joins}
    WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${reference.id} AND ${visibleTarget(target)} ORDER BY k.position LIMIT 1)`

/** Every value, of all records pointed at, as one JSON list; `many`: each is a list whose members are meant. */
export function listOf(scope: SqlScope, target: SqlScope, reference: Field, json: Sql, many: boolean): Sql {
  const linked = sql`FROM links k JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id`
  const these = sql`WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${reference.id} AND ${visibleTarget(target)}`
  const values = many
    ? sql`SELECT CASE e.type WHEN 'object' THEN e.value WHEN 'array' THEN e.value WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
        ELSE json_quote(e.value) END AS v ${linked} JOIN json_each(${json}) e ${these} ORDER BY k.position, e.key`
    : sql`SELECT json_quote(${json}) AS v ${linked} ${these} ORDER BY k.position`
  return sql`(SELECT json_group_array(json(v)) FROM (${values}) WHERE v <> 'null')`
}

/** `lookupOperand` in SQL; `sortKey` is that of what is looked up. */
export function lookupOperandSql(
  scope: SqlScope,
  lookup: Lookup<SqlScope>,
  inner: OperandSql,
  name: string,
  sortKey: () => Sql,
): OperandSql {
  const { reference, scope: target } = lookup
  const operand = lookupOperand(lookup, inner, name)
  return {
    ...operand,
    // A getter, since tags can be filtered by, though not sorted by.
    get key() {
      return firstOf(scope, target, reference, sortKey())
    },
    through: {
      ...operand.through,
      scope: target,
      operand: inner,
      linked: (condition, driven) => linkedTo(scope, target, reference, condition, driven),
    },
  }
}
