import type { Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { enterGivenList } from '../changes/enter-list.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import type { ImportPlan } from './import-job.ts'

/**
 * Columns as an update by import sets them: what a row leaves empty stays as it is, and with `onlyEmpty` so does what the
 * record has already.
 */
export function updateColumns(context: Context, project: Project, plan: ImportPlan, keys: readonly string[]) {
  const builtIn = {
    title: columns.title,
    list: columns.list,
    description: columns.description,
    due: columns.due,
    createdAt: columns.createdAt,
    tags: columns.tags,
    assignees: columns.assignees,
  }
  const byKey = new Map<string, columns.RecordColumn>([
    ...Object.entries(builtIn),
    ...project.fields.map((field) => [String(field.id), columns.fieldColumn(field)] as const),
  ])
  const set = keys.flatMap((key) => {
    const column = byKey.get(key)
    // What is never half empty, a set or the list, is left alone where only the empty is to be filled.
    if ((column?.relatedRows || key === 'list') && plan.onlyEmpty) return []
    return column ? [{ key, column: keepingExisting(column, plan.onlyEmpty && key !== 'title') }] : []
  })
  const indexOf = (key: string) => (keys.indexOf(key) < 0 ? null : set.findIndex((one) => one.key === key) + 1 || null)
  const list = indexOf('list')
  if (list !== null || keys.includes('closedAt')) {
    if (keys.includes('closedAt')) set.push({ key: 'closedAt', column: payloadOnly(columns.closedAt) })
    const into = list === null ? raw('r.list_id') : raw(`coalesce(p.value ->> ${list}, r.list_id)`)
    const closedAt = indexOf('closedAt')
    const given = closedAt === null ? raw('NULL') : raw(`p.value ->> ${closedAt}`)
    const entering = enterGivenList(into, given, context.now)
    set.push(...entering.map((column) => ({ key: '', column })))
  }
  return set
}

/** In the payload, for `enterGivenList` to read. */
const payloadOnly = (column: columns.RecordColumn): columns.RecordColumn => ({
  ...column,
  payloadOnly: true,
  incoming: () => column.current,
  assignments: () => [],
})

/** Keeps the current value where the payload has none, or, with `onlyEmpty`, wherever there is one. */
function keepingExisting(column: columns.RecordColumn, onlyEmpty: boolean): columns.RecordColumn {
  const keep = (at: number): Sql => {
    const given = raw(`p.value ->> ${at}`)
    const current = sql`nullif(nullif(${column.current.plain}, ''), '[]')`
    return onlyEmpty ? sql`(${given} IS NULL OR ${current} IS NOT NULL)` : sql`(${given} IS NULL)`
  }
  const pick = (at: number, what: 'plain' | 'json') => {
    const value = sql`iif(${keep(at)}, ${column.current.plain}, p.value ->> ${raw(String(at))})`
    return what === 'json' && column.current.json !== column.current.plain ? sql`json(${value})` : value
  }
  const side = column.relatedRows
  return {
    ...column,
    incoming: (at) => ({ plain: pick(at, 'plain'), json: pick(at, 'json') }),
    assignments: (at) =>
      column.assignments(at).map(([name, value]) => [name, sql`iif(${keep(at)}, r.${raw(name)}, ${value})`]),
    // Rows that keep what they have are not in the payload that the other tables are written from.
    ...(side && { relatedRows: (rows: string, at: number, id: Sql) => side(withoutEmpty(rows, at), at, id, false) }),
    ...(column.text && { text: { ...column.text, keep: onlyEmpty ? ('there' as const) : ('given' as const) } }),
  }
}

const withoutEmpty = (rows: string, at: number): string =>
  JSON.stringify((JSON.parse(rows) as unknown[][]).filter((row) => row[at] !== null))
