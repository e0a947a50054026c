import type { Column } from '../../formula/index.sql.ts'
import type { Cost, Type } from '../../formula/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import { col, type SqlScope } from '../scope.sql.ts'
import { type BuiltInColumn, builtInColumn, isBuiltInColumn } from './built-in-column.ts'

/** Of the one that costs most: names in a table of their own. */
const COST: Cost = { depth: 10, size: 200, bound: 0 }

const person = (column: string) => (scope: SqlScope) =>
  sql`(SELECT p.name FROM people p WHERE p.id = ${col(scope, column)})`

const VALUES: Record<BuiltInColumn, (scope: SqlScope) => Sql> = {
  title: (scope) => col(scope, 'title'),
  description: (scope) => col(scope, 'description'),
  number: (scope) => col(scope, 'number'),
  due: (scope) => col(scope, 'due'),
  list: (scope) => sql`(SELECT l.name FROM lists l WHERE l.id = ${col(scope, 'list_id')})`,
  tags: (scope) =>
    sql`(SELECT json_group_array(t.name ORDER BY t.id) FROM record_tags m JOIN tags t ON t.id = m.tag_id WHERE m.record_id = ${col(scope, 'id')})`,
  assignees: (scope) =>
    sql`(SELECT json_group_array(p.name ORDER BY p.id) FROM assignees m JOIN people p ON p.id = m.person_id WHERE m.record_id = ${col(scope, 'id')})`,
  createdAt: (scope) => col(scope, 'created_at'),
  updatedAt: (scope) => col(scope, 'updated_at'),
  enteredListAt: (scope) => col(scope, 'entered_list_at'),
  closedAt: (scope) => col(scope, 'closed_at'),
  createdBy: person('created_by'),
  updatedBy: person('updated_by'),
  timeInList: (scope) => sql`(${scope.now} - ${col(scope, 'entered_list_at')})`,
}

/** `builtInColumn` in SQL. */
export function builtInColumnSql(scope: SqlScope, name: string): { type: Type; cost: Cost; column(): Column } | null {
  const known = builtInColumn(scope, name)
  if (!known || !isBuiltInColumn(name)) return null
  return { type: known.type, cost: COST, column: () => ({ value: VALUES[name](scope) }) }
}
