import type { Project } from '../../src/core/model/index.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { enterGivenList } from '../changes/enter-list.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import type { ImportJob, ImportPlan } from './import-job.ts'
import type { MatchedRow } from './match-rows.ts'

/**
 * Columns as an update by import sets them: what a row leaves empty stays as it is, and with `onlyEmpty` so does what the
 * record has already.
 */
export function updateColumns(context: Context, project: Project, plan: ImportPlan, keys: readonly string[]) {
  const byKey = columnsByKey(project)
  const set = keys.flatMap((key) => {
    const column = byKey.get(key)
    // A record is always in a list, so there is nothing to fill.
    if (key === 'list' && plan.onlyEmpty) return []
    return column ? [{ key, column: keepingExisting(column, plan.onlyEmpty) }] : []
  })
  const indexOf = (key: string) => (keys.indexOf(key) < 0 ? null : set.findIndex((one) => one.key === key) + 1 || null)
  const list = indexOf('list')
  if (list !== null || (keys.includes('closedAt') && !plan.onlyEmpty)) {
    if (keys.includes('closedAt')) set.push({ key: 'closedAt', column: payloadOnly(columns.closedAt) })
    const into = list === null ? raw('r.list_id') : raw(`coalesce(p.value ->> ${list}, r.list_id)`)
    const closedAt = indexOf('closedAt')
    const given = closedAt === null ? raw('NULL') : raw(`p.value ->> ${closedAt}`)
    const entering = enterGivenList(into, given, context.now)
    set.push(...entering.map((column) => ({ key: '', column })))
  }
  return set
}

const { title, list, description, due, createdAt, tags, assignees } = columns
const BUILT_IN = [title, list, description, due, createdAt, tags, assignees]

const columnsByKey = (project: Project): ReadonlyMap<string, columns.RecordColumn> =>
  new Map([
    ...BUILT_IN.map((column) => [column.key, column] as const),
    ...project.fields.map((field) => [String(field.id), columns.fieldColumn(field)] as const),
  ])

/**
 * With `onlyEmpty`: the rows without the tags, people and references for which their record has some already. These are rows of other
 * tables, which can't look at the record while they are written; those that came in between are added to, never replaced.
 */
export async function withoutFilled(
  context: Context,
  { project, plan }: ImportJob,
  rows: readonly MatchedRow[],
): Promise<readonly MatchedRow[]> {
  const byKey = columnsByKey(project)
  const keys = [...new Set(rows.flatMap((row) => [...row.values.keys()]))].filter((key) => byKey.get(key)?.relatedRows)
  if (!plan.onlyEmpty || keys.length === 0) return rows
  const filled = keys.map((key) => sql`iif(${byKey.get(key)!.current.plain} = '[]', 0, 1)`)
  const ids = JSON.stringify(rows.map(({ id }) => id))
  const [found] = await context.batch(
    sql<{
      id: number
      filled: string
    }>`SELECT r.id, json_array(${join(filled)}) AS filled FROM records r WHERE r.id IN (SELECT value FROM json_each(${ids}))`,
  )
  const byId = new Map(found.map((one) => [one.id, JSON.parse(one.filled) as number[]]))
  return rows.map((row) => {
    const values = new Map(row.values)
    for (const [i, key] of keys.entries()) if (byId.get(row.id)?.[i] === 1) values.set(key, null)
    return { ...row, values }
  })
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
  const keep = (index: number): Sql => {
    const given = raw(`p.value ->> ${index}`)
    const current = sql`nullif(nullif(${column.current.plain}, ''), '[]')`
    return onlyEmpty ? sql`(${given} IS NULL OR ${current} IS NOT NULL)` : sql`(${given} IS NULL)`
  }
  const pick = (index: number, what: 'plain' | 'json') => {
    const value = sql`iif(${keep(index)}, ${column.current.plain}, p.value ->> ${raw(String(index))})`
    return what === 'json' && column.current.json !== column.current.plain ? sql`json(${value})` : value
  }
  const side = column.relatedRows
  return {
    ...column,
    incoming: (index) => ({ plain: pick(index, 'plain'), json: pick(index, 'json') }),
    assignments: (index) =>
      column.assignments(index).map(([name, value]) => [name, sql`iif(${keep(index)}, r.${raw(name)}, ${value})`]),
    // Rows that keep what they have are not in the payload that the other tables are written from.
    ...(side && {
      relatedRows: (rows: string, index: number, id: Sql) => side(withoutEmpty(rows, index), index, id, onlyEmpty),
    }),
    ...(column.text && { text: { ...column.text, keep: onlyEmpty ? ('there' as const) : ('given' as const) } }),
  }
}

const withoutEmpty = (rows: string, index: number): string =>
  JSON.stringify((JSON.parse(rows) as unknown[][]).filter((row) => row[index] !== null))
