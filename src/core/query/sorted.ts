import { Problem } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import type { Filter, Sort } from './ast.ts'
import { slotsOf } from './columns.ts'
import { fieldNamed } from './field-named.ts'
import { isHot } from './hot.ts'
import { type Lookup, lookupAt, lookupOf } from './lookup.ts'
import { sortKey } from './names.ts'
import { type Order, termsOf } from './order.ts'
import { col, type Scope, through } from './scope.ts'

/** Records in an order that somebody chose: where each row's keys come from, and the order by their names. */
export interface Sorted {
  /** tables to be put together first, `name AS MATERIALIZED (…)` */
  first: Sql[]
  /** what is joined to `records r` */
  joins: Sql
  /** the keys, each reckoned once a row: `… AS k0, …` */
  columns: Sql
  /** by the names of those columns */
  order: Order
}

export function sortedBy(sort: Sort, scope: Scope): Sorted {
  const terms = sort.map(({ field, desc }, i) => at(i, () => ({ desc, ...term(scope, field, i) })))
  const keys = terms.map(({ desc }, i) => ({ key: raw(`k${i}`), desc }))
  const tie = { key: raw('id'), desc: true }
  return {
    first: terms.flatMap((one) => one.first ?? []),
    joins: join(
      terms.flatMap((one) => one.joins ?? []),
      ' ',
    ),
    columns: join(terms.map(({ key }, i) => sql`${key} AS ${raw(`k${i}`)}`)),
    order: { keys, tie, by: join([...termsOf(keys), raw('id DESC')]) },
  }
}

function at<T>(i: number, step: () => T): T {
  try {
    return step()
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    throw new Problem(
      problem.status,
      problem.faults.map((one) => ({ ...one, path: `sort.${i}.field` })),
    )
  }
}

/**
 * What is looked up is reckoned once for each record pointed at where those are fewer than the records that point; else, and
 * where a reference has several, once for each row.
 */
function term(scope: Scope, name: string, i: number): { key: Sql; first?: Sql; joins?: Sql } {
  const lookup = singleLookup(scope, name)
  if (!lookup || lookup.target.size * 2 > scope.project.size) return { key: sortKey(scope, name) }
  const target = through(scope, lookup.target)
  const [t, l] = [raw(`t${i}`), raw(`l${i}`)]
  return {
    first: sql`${t} AS MATERIALIZED (SELECT ${col(target, 'id')} AS id, ${sortKey(target, lookup.name)} AS k FROM records ${raw(target.row)}
      WHERE ${col(target, 'project_id')} = ${raw(String(lookup.target.id))} AND ${col(target, 'deleted_at')} IS NULL)`,
    joins: sql`LEFT JOIN links ${l} ON ${l}.from_id = ${col(scope, 'id')} AND ${l}.field_id = ${raw(String(lookup.reference.id))} AND ${l}.position = 0
      LEFT JOIN ${t} ON ${t}.id = ${l}.to_id`,
    key: sql`${t}.k`,
  }
}

function singleLookup(scope: Scope, name: string): Lookup | null {
  const field = fieldNamed(scope, name)
  const lookup = field ? (field.type === 'lookup' ? lookupOf(scope, field) : null) : lookupAt(scope, name)
  return lookup && (lookup.reference.config as { multiple?: boolean }).multiple !== true ? lookup : null
}

/** The column whose index serves a sort, and a filter on nothing but that column too; null if there is none. */
export function walkedBy(sort: Sort, filter: Filter | undefined, scope: Scope): Order | null {
  const [only, second] = sort
  const field = only && !second ? fieldNamed(scope, only.field) : null
  if (!field || !isHot(scope, field)) return null
  const type = typeOf(field.type)!
  const compared = filter === undefined ? [] : 'and' in filter ? filter.and : [filter]
  const own = compared.every((one) => 'field' in one && fieldNamed(scope, one.field) === field && RANGES.has(one.op))
  if (!own || type.compared) return null
  const keys = [{ key: slotsOf(scope, field)[0]!, desc: only!.desc }]
  const tie = { key: col(scope, 'id'), desc: true }
  return { keys, tie, by: join([...termsOf(keys), sql`${tie.key} DESC`]) }
}

const RANGES = new Set(['eq', 'gt', 'gte', 'lt', 'lte', 'between', 'before', 'after', 'on', 'within', 'notEmpty'])
