import { typeOf } from '../../fields/index.ts'
import type { Field, Project } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { visibleTarget } from '../record-visibility.ts'
import { col, projectAt, type Scope, through, within } from '../scope.ts'
import { fieldNamed } from './field-named.ts'

/** What a lookup field is: a reference of its project, and what is shown of the records it points at. */
export interface Lookup {
  reference: Field
  /** the project pointed at */
  target: Project
  /** a field's id or a built-in name there */
  name: string
  /** the row pointed at, for what is asked of it */
  scope: Scope
}

/** The parts of a lookup field; null where its reference, or the project it points at, is gone or may not be seen. */
export function lookupOf(scope: Scope, field: Pick<Field, 'config'>): Lookup | null {
  const { reference, field: name } = field.config as { reference: string; field: string }
  const inner = within(scope)
  return partsOf(inner, fieldNamed(inner, reference), name)
}

/** The same of what somebody sends: only what they see can be named. */
export const lookupNamed = (scope: Scope, reference: string, name: string): Lookup | null =>
  partsOf(scope, fieldNamed(scope, reference), name)

/** `Customer.Country`: a dot follows a reference. An exact field name has been looked for before. */
export function lookupAt(scope: Scope, path: string): Lookup | null {
  const dot = path.indexOf('.')
  return dot > 0 ? partsOf(scope, fieldNamed(scope, path.slice(0, dot)), path.slice(dot + 1)) : null
}

/** What is looked up by that name: by a field of its own, or along a dotted path. Null for what stands in the record itself. */
export const lookupBy = (scope: Scope, field: Field | null, name: string): Lookup | null => {
  if (!field) return lookupAt(scope, name)
  return typeOf(field.type)?.computed === 'lookup' ? lookupOf(scope, field) : null
}

function partsOf(scope: Scope, reference: Field | null, name: string): Lookup | null {
  if (!reference || typeOf(reference.type)?.storage !== 'links') return null
  const target = projectAt(scope, (reference.config as { project: string }).project)
  if (!target) return null
  const targetScope = through(scope, target)
  return { reference, target, name, scope: name === 'title' ? { ...targetScope, titleOnly: true } : targetScope }
}

/** The reference points at one record at most, so its looked-up value is joined and not gathered. */
export const isSingle = ({ reference }: Lookup): boolean =>
  (reference.config as { multiple?: boolean }).multiple !== true

/** Whether far fewer records are referenced than reference: then each one's value is computed once, before the rows are read. */
export const isFew = ({ target }: Lookup, { project }: Scope): boolean => target.size * 2 <= project.size

/** The first record that a single reference points at, as a join; `link` names it. */
export const linkJoin = (scope: Scope, reference: Field, link: Sql): Sql =>
  sql`LEFT JOIN links ${link} ON ${link}.from_id = ${col(scope, 'id')} AND ${link}.field_id = ${raw(String(reference.id))} AND ${link}.position = 0`

/**
 * Records that point at one for which a condition holds. Those pointed at are looked through first and then followed back,
 * unless they are many more than the records that point. `driven`: the condition begins with a list of ids itself.
 */
export function linkedTo(scope: Scope, target: Scope, reference: Field, condition: Sql, driven: boolean): Sql {
  const field = raw(String(reference.id))
  const matches = sql`${visibleTarget(target)} AND ${condition}`
  if (target.project.size > 4 * scope.project.size && !driven)
    return sql`EXISTS (SELECT 1 FROM links k CROSS JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id
      WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${field} AND ${matches})`
  return sql`${col(scope, 'id')} IN (SELECT k.from_id FROM records ${raw(target.row)} CROSS JOIN links k ON k.to_id = ${col(target, 'id')} AND k.field_id = ${field}
    WHERE ${raw(`${driven ? '+' : ''}${target.row}.project_id = ${target.project.id}`)} AND ${matches})`
}

/** The value of the first record pointed at: what a lookup sorts by. `joins`: what the value needs besides that record. */
export const firstOf = (scope: Scope, target: Scope, reference: Field, value: Sql, joins: Sql = raw('')): Sql =>
  sql`(SELECT ${value} FROM links k JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id ${joins}
    WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${reference.id} AND ${visibleTarget(target)} ORDER BY k.position LIMIT 1)`

/** Every value, of all records pointed at, as one JSON list; `many`: each is a list whose members are meant. */
export function listOf(scope: Scope, target: Scope, reference: Field, json: Sql, many: boolean): Sql {
  const linked = sql`FROM links k JOIN records ${raw(target.row)} ON ${col(target, 'id')} = k.to_id`
  const these = sql`WHERE k.from_id = ${col(scope, 'id')} AND k.field_id = ${reference.id} AND ${visibleTarget(target)}`
  const values = many
    ? sql`SELECT CASE e.type WHEN 'object' THEN e.value WHEN 'array' THEN e.value WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
        ELSE json_quote(e.value) END AS v ${linked} JOIN json_each(${json}) e ${these} ORDER BY k.position, e.key`
    : sql`SELECT json_quote(${json}) AS v ${linked} ${these} ORDER BY k.position`
  return sql`(SELECT json_group_array(json(v)) FROM (${values}) WHERE v <> 'null')`
}
