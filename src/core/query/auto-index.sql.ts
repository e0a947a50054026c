import { typeOf } from '../fields/index.ts'
import type { Field, Project } from '../model/index.ts'
import { raw, type Sql } from '../sql/index.ts'
import type { Filter, Sort } from './filters/ast.ts'
import { fieldNamed } from './operands/field-named.ts'
import type { SqlScope } from './scope.sql.ts'

/*
 * In a large project a field that is sorted or filtered by gets a partial index of its own, over just the project's live
 * records. Each index costs another row at every write, so small projects have none and large ones few.
 */

const LARGE = 5_000
const MOST = 8

const nameOf = (project: Pick<Project, 'id'>, { slot }: Pick<Field, 'slot'>): string => `hot_${project.id}_${slot}`

/** `records` by that index: the planner would rather walk the whole project. */
export const byIndex = (project: Project, field: Field): Sql => raw(`records r INDEXED BY ${nameOf(project, field)}`)

export const hasAutoIndex = ({ catalog, project }: SqlScope, field: Field): boolean =>
  catalog.autoIndexes.includes(nameOf(project, field))

/** Fields that these questions would be served by, and have no index yet. */
export function missingIndexes(scope: SqlScope, sort: Sort, filter: Filter | undefined): Field[] {
  const { catalog, project } = scope
  if (project.size < LARGE) return []
  const indexed = catalog.autoIndexes.filter((name) => name.startsWith(`hot_${project.id}_`)).length
  const compared = filter === undefined ? [] : 'and' in filter ? filter.and : [filter]
  const names = [...sort.map((one) => one.field), ...compared.flatMap((one) => ('field' in one ? [one.field] : []))]
  const fields = [...new Set(names.map((name) => fieldNamed(scope, name)))].filter(
    (field) => field !== null && isOrdered(field) && !hasAutoIndex(scope, field),
  ) as Field[]
  return fields.slice(0, Math.max(0, MOST - indexed))
}

/** Stored as it is compared: numbers, amounts, days, instants. */
const isOrdered = (field: Field): boolean =>
  field.slot !== null && ['number', 'money', 'date', 'instant'].includes(typeOf(field.type)!.kind)

/** Its WHERE stands word for word in the questions that it serves (where.sql.ts), or SQLite would not use it. */
export const createIndexSql = (project: Project, field: Field): Sql =>
  raw(
    `CREATE INDEX IF NOT EXISTS ${nameOf(project, field)} ON records (s${field.slot}, ${field.slot2 === null ? '' : `s${field.slot2}, `}id)
      WHERE project_id = ${project.id} AND archived_at IS NULL AND deleted_at IS NULL`,
  )

/** The names of such indexes, as the database knows them. */
export const AUTO_INDEX_NAMES = raw<{ name: string }>(
  "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'hot\\_%' ESCAPE '\\'",
)
