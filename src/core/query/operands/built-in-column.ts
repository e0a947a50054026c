import type { Column } from '../../formula/index.sql.ts'
import type { Cost, Type, Value } from '../../formula/index.ts'
import { type Sql, sql } from '../../sql/index.ts'
import type { Row } from '../row.ts'
import { col, type Scope } from '../scope.ts'

interface BuiltIn {
  type: Type
  cost: Cost
  column(): Column
  value(row: Row): Value
}

/** The dearest of them: names in a table of their own. */
const COST: Cost = { depth: 10, size: 200, bound: 0 }

/** What every record has, as formulas read it: as a field of its own, or looked up. Null for what has no use in one. */
export function builtInColumn(scope: Scope, name: string): BuiltIn | null {
  const { catalog, project } = scope
  const plain = (type: Type, value: Sql, of: (row: Row) => Value): BuiltIn => ({
    type,
    cost: COST,
    column: () => ({ value }),
    value: of,
  })
  const person = (column: string, of: (row: Row) => number | null) =>
    plain(
      'text',
      sql`(SELECT p.name FROM people p WHERE p.id = ${col(scope, column)})`,
      (row) => catalog.people.find((one) => one.id === of(row))?.name ?? null,
    )
  const known: Record<string, () => BuiltIn> = {
    title: () => plain('text', col(scope, 'title'), (row) => row.title),
    description: () => plain('text', col(scope, 'description'), (row) => row.description),
    number: () => plain('number', col(scope, 'number'), (row) => row.number),
    due: () => plain('date', col(scope, 'due'), (row) => row.due),
    list: () =>
      plain(
        'text',
        sql`(SELECT l.name FROM lists l WHERE l.id = ${col(scope, 'list_id')})`,
        (row) => project.lists.find((one) => one.id === row.list)?.name ?? null,
      ),
    tags: () =>
      plain(
        'list',
        sql`(SELECT json_group_array(t.name ORDER BY t.id) FROM record_tags m JOIN tags t ON t.id = m.tag_id WHERE m.record_id = ${col(scope, 'id')})`,
        (row) => names(project.tags, row.tags),
      ),
    assignees: () =>
      plain(
        'list',
        sql`(SELECT json_group_array(p.name ORDER BY p.id) FROM assignees m JOIN people p ON p.id = m.person_id WHERE m.record_id = ${col(scope, 'id')})`,
        (row) => names(catalog.people, row.assignees),
      ),
    createdAt: () => plain('instant', col(scope, 'created_at'), (row) => row.createdAt),
    updatedAt: () => plain('instant', col(scope, 'updated_at'), (row) => row.updatedAt),
    enteredListAt: () => plain('instant', col(scope, 'entered_list_at'), (row) => row.enteredListAt),
    closedAt: () => plain('instant', col(scope, 'closed_at'), (row) => row.closedAt),
    createdBy: () => person('created_by', (row) => row.createdBy),
    updatedBy: () => person('updated_by', (row) => row.updatedBy),
    timeInList: () =>
      plain('number', sql`(${scope.now} - ${col(scope, 'entered_list_at')})`, (row) => scope.now - row.enteredListAt),
  }
  return Object.hasOwn(known, name) ? known[name]!() : null
}

function names(things: readonly { id: number; name: string }[], ids: readonly number[]): string[] {
  return [...ids].sort((a, b) => a - b).flatMap((id) => things.find((one) => one.id === id)?.name ?? [])
}
