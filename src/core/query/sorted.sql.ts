import { onlyAtPath } from '../errors/index.ts'
import { hasSortSql } from '../fields/index.sql.ts'
import { typeOf } from '../fields/index.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import { byIndex, hasAutoIndex } from './auto-index.sql.ts'
import { nameById } from './by-id.ts'
import { slotsOf } from './columns.sql.ts'
import type { Filter, Sort } from './filters/ast.ts'
import { fieldNamed } from './operands/field-named.ts'
import { isFew, linkJoin } from './operands/lookup.sql.ts'
import { isSingle, type Lookup, lookupBy } from './operands/lookup.ts'
import { sortKey } from './operands/names.sql.ts'
import { type Order, termsOf } from './order.sql.ts'
import { visibleTarget } from './record-visibility.sql.ts'
import { col, type SqlScope } from './scope.sql.ts'

/** Records in an order that somebody chose: where each row's keys come from, and the order by their names. */
export interface Sorted {
  /** tables to be put together first, `name AS MATERIALIZED (…)` */
  first: Sql[]
  /** what is joined to `records r` */
  joins: Sql
  /** the keys, each computed once a row: `… AS k0, …` */
  columns: Sql
  /** by the names of those columns */
  order: Order
}

export function sortedBy(sort: Sort, scope: SqlScope): Sorted {
  const terms = sort.map(({ field, desc }, i) =>
    onlyAtPath(`sort.${i}.field`, () => ({ desc, ...term(scope, field, String(i)) })),
  )
  const keys = terms.map(({ desc }, i) => ({ key: raw(`k${i}`), desc }))
  const tie = { key: raw('id'), desc: true }
  return {
    first: terms.flatMap((one) => one.first),
    joins: join(
      terms.flatMap((one) => one.joins),
      ' ',
    ),
    columns: join(terms.map(({ key }, i) => sql`${key} AS ${raw(`k${i}`)}`)),
    order: { keys, tie, by: join([...termsOf(keys), raw('id DESC')]), name: nameOf(sort, scope) },
  }
}

const nameOf = (sort: Sort, scope: SqlScope): string =>
  sort.map(({ field, desc }) => (desc ? '-' : '') + nameById(field, scope)).join()

interface Term {
  key: Sql
  first: Sql[]
  joins: Sql[]
}

/**
 * What is looked up through a reference to one record is joined, not asked for row by row. Where the records pointed at are
 * fewer than those that point, their keys are put together first; else each is joined itself, and so on from there.
 */
function term(scope: SqlScope, name: string, id: string): Term {
  const lookup = singleLookup(scope, name)
  if (!lookup) return { key: sortKey(scope, name), first: [], joins: [] }
  const target = lookup.scope
  const link = raw(`l${id}`)
  const joined = linkJoin(scope, lookup.reference, link)
  if (!isFew(lookup, scope)) {
    const inner = term(target, lookup.name, `${id}_`)
    const targetJoin = sql`LEFT JOIN records ${raw(target.row)} ON ${col(target, 'id')} = ${link}.to_id AND ${visibleTarget(target)}`
    // Where there is none, even what is never empty (a count, a flag) is.
    const key = sql`iif(${col(target, 'id')} IS NULL, NULL, ${inner.key})`
    return { first: inner.first, joins: [joined, targetJoin, ...inner.joins], key }
  }
  const t = raw(`t${id}`)
  const keys = sql`SELECT ${col(target, 'id')} AS id, ${sortKey(target, lookup.name)} AS k FROM records ${raw(target.row)}
    WHERE ${col(target, 'project_id')} = ${raw(String(lookup.target.id))} AND ${visibleTarget(target)}`
  return {
    key: sql`${t}.k`,
    first: [sql`${t} AS MATERIALIZED (${keys})`],
    joins: [joined, sql`LEFT JOIN ${t} ON ${t}.id = ${link}.to_id`],
  }
}

function singleLookup(scope: SqlScope, name: string): Lookup<SqlScope> | null {
  const field = fieldNamed(scope, name)
  const lookup = lookupBy(scope, field, name)
  return lookup && isSingle(lookup) ? lookup : null
}

/** The column whose index serves a sort, and a filter on nothing but that column too; null if there is none. */
export function walkedBy(sort: Sort, filter: Filter | undefined, scope: SqlScope): { order: Order; from: Sql } | null {
  const [only, second] = sort
  const field = only && !second ? fieldNamed(scope, only.field) : null
  if (!field || !hasAutoIndex(scope, field)) return null
  const type = typeOf(field.type)!
  const compared = filter === undefined ? [] : 'and' in filter ? filter.and : [filter]
  const onlyThatField = compared.every(
    (one) => 'field' in one && fieldNamed(scope, one.field) === field && RANGES.has(one.op),
  )
  if (!onlyThatField || hasSortSql(type)) return null
  const keys = [{ key: slotsOf(scope, field)[0]!, desc: only!.desc }]
  const tie = { key: col(scope, 'id'), desc: true }
  const order = { keys, tie, by: join([...termsOf(keys), sql`${tie.key} DESC`]), name: nameOf(sort, scope) }
  return { order, from: byIndex(scope.project, field) }
}

const RANGES = new Set(['eq', 'gt', 'gte', 'lt', 'lte', 'between', 'before', 'after', 'on', 'within', 'notEmpty'])
