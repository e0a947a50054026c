import type { Project } from '../../model/index.ts'
import { join, raw, type Sql } from '../../sql/index.ts'
import { operandSql } from '../operands/names.sql.ts'
import { visibleRecords } from '../record-visibility.sql.ts'
import type { SqlScope } from '../scope.sql.ts'
import type { Filter } from './ast.ts'
import { compileFilter, live } from './filter.sql.ts'
import { findsEmpty } from './match.ts'

/** Which records a question means: the project's, live unless the filter asks for others, that the reader sees, and whatever else narrows them. */
export function whereOf(scope: SqlScope, filter: Filter | undefined, ...also: readonly (Sql | undefined)[]): Sql {
  const narrower = [visibleRecords(scope.project, scope.row), ...also].filter(
    (one) => one !== undefined && one !== null,
  )
  const condition = filter ? [compileFilter(filter, scope)] : []
  const driven = narrower.length > 0 || (filter !== undefined && drives(filter, scope))
  return join([inProject(scope.project, scope.row, driven), live(filter), ...condition, ...narrower], ' AND ')
}

/**
 * Written out, since SQLite takes a partial index only for what it can read. `driven`: a list of ids is known that is shorter
 * than the project; `+` keeps the planner from walking the project instead of it.
 */
export const inProject = ({ id }: Project, row = 'r', driven = false): Sql =>
  raw(`${driven ? '+' : ''}${row}.project_id = ${id}`)

/** Whether a filter begins with a list of ids: of records that point at those meant, or that have a tag or a person. */
function drives(filter: Filter, scope: SqlScope): boolean {
  if ('and' in filter) return filter.and.some((one) => drives(one, scope))
  if (!('field' in filter) || filter.op === 'empty' || findsEmpty(filter.op)) return false
  const { through, listed } = operandSql(scope, filter.field)
  return through !== undefined || (listed === true && LISTING.has(filter.op))
}

const LISTING = new Set(['has', 'hasAny', 'in'])
