import { typeOf } from '../fields/index.ts'
import type { Field, Project } from '../model/index.ts'
import { raw, type Sql } from '../sql/index.ts'
import type { Filter, Sort } from './filters/ast.ts'
import { fieldNamed } from './operands/field-named.ts'
import { lookupBy } from './operands/lookup.ts'
import type { SqlScope } from './scope.sql.ts'

/*
 * In a large project a field that is sorted or filtered by gets a partial index of its own, over just the project's live
 * records; one that is filtered by through a reference gets another, which has archived records too, since those are looked
 * up as well. Each index costs another row at every write, so small projects have none and large ones few.
 */

const LARGE = 5_000
const MOST = 8

export interface AutoIndex {
  project: Project
  field: Field
  /** for what is looked up from other projects */
  lookedUp: boolean
}

const nameOf = ({ id }: Pick<Project, 'id'>, { slot }: Pick<Field, 'slot'>, lookedUp = false): string =>
  `${lookedUp ? 'via' : 'hot'}_${id}_${slot}`

/** `records` by that index: the planner would rather walk the whole project. */
export const byIndex = (project: Project, field: Field): Sql => raw(`records r INDEXED BY ${nameOf(project, field)}`)

export const hasAutoIndex = ({ catalog, project }: SqlScope, field: Field): boolean =>
  catalog.autoIndexes.includes(nameOf(project, field))

/** Indexes that these questions would be served by, and that aren't there yet. */
export function missingIndexes(scope: SqlScope, sort: Sort, filter: Filter | undefined): AutoIndex[] {
  const compared = filter === undefined ? [] : 'and' in filter ? filter.and : [filter]
  const filtered = compared.flatMap((one) => ('field' in one ? [one] : []))
  const ownFields = [...sort, ...filtered].map(({ field }) => fieldNamed(scope, field))
  const { project } = scope
  const wanted = [
    ...[...new Set(ownFields)].flatMap((field) =>
      field && isOrdered(field) ? [{ project, field, lookedUp: false }] : [],
    ),
    ...filtered.flatMap(({ field, op }) => (PICKS.has(op) ? lookedUpBy(scope, field) : [])),
  ]
  return wanted.filter(({ project, field, lookedUp }, i) => {
    const { autoIndexes } = scope.catalog
    const has = (name: string) => autoIndexes.filter((one) => one.startsWith(name)).length
    const room = MOST - has(`hot_${project.id}_`) - has(`via_${project.id}_`)
    return project.size >= LARGE && i < room && !autoIndexes.includes(nameOf(project, field, lookedUp))
  })
}

/** A field of the project pointed at, as the dotted path or the lookup field says. */
function lookedUpBy(scope: SqlScope, name: string): AutoIndex[] {
  const lookup = lookupBy(scope, fieldNamed(scope, name), name)
  const field = lookup && fieldNamed(lookup.scope, lookup.name)
  if (!field || !(isOrdered(field) || typeOf(field.type)!.kind === 'option')) return []
  return [{ project: lookup.target, field, lookedUp: true }]
}

/** Operators that pick few of many. */
const PICKS = new Set(['eq', 'in', 'between', 'gt', 'gte', 'lt', 'lte', 'on', 'before', 'after', 'within'])

/** Stored as it is compared: numbers, amounts, days, instants. */
const isOrdered = (field: Field): boolean =>
  field.slot !== null && ['number', 'money', 'date', 'instant'].includes(typeOf(field.type)!.kind)

/** Its WHERE stands word for word in the questions that it serves (where.sql.ts, lookup.sql.ts), or SQLite would not use it. */
export function createIndexSql({ project, field, lookedUp }: AutoIndex): Sql {
  const columns = [field.slot, field.slot2].flatMap((slot) => (slot === null ? [] : [`s${slot}`]))
  return raw(
    `CREATE INDEX IF NOT EXISTS ${nameOf(project, field, lookedUp)} ON records (${columns.join(', ')}, id)
      WHERE project_id = ${project.id}${lookedUp ? '' : ' AND archived_at IS NULL'} AND deleted_at IS NULL`,
  )
}

/** The names of such indexes, as the database knows them. */
export const AUTO_INDEX_NAMES = raw<{ name: string }>(
  "SELECT name FROM sqlite_master WHERE type = 'index' AND (name LIKE 'hot\\_%' ESCAPE '\\' OR name LIKE 'via\\_%' ESCAPE '\\')",
)
