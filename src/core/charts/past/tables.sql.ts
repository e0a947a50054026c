import type { Field, List, Project } from '../../model/index.ts'
import { join, raw, type Sql, sql } from '../../sql/index.ts'

/*
 * The tables of a day that is past, over what has changed since: `later` its rows of history, `changed` the records, and `back` of each
 * of their values what it was.
 */

/** Columns of `records` and the keys that they have in history. */
export const COLUMNS: Record<string, string> = {
  title: 'title',
  description: 'description',
  due: 'due',
  list_id: 'list',
  created_at: 'createdAt',
  created_by: 'createdBy',
  entered_list_at: 'enteredListAt',
  closed_at: 'closedAt',
  archived_at: 'archivedAt',
  deleted_at: 'deletedAt',
}
/** Columns that the cube is kept by. */
export const CUBED = new Set(['list_id', 'created_at', 'closed_at', 'archived_at', 'deleted_at'])
/** Columns that never change, or of which history knows no earlier values. */
const FIXED = ['id', 'project_id', 'number', 'updated_at', 'updated_by', 'version']

/** A value of a field that was of another type then is none of its values. */
export function beforeOf(fields: readonly Field[]): Sql {
  const retyped = fields.filter(({ past, type }) => past.some((one) => one.type !== type))
  const cases = retyped.map(
    ({ id, past }) =>
      sql`WHEN ${String(id)} THEN iif(l.seq <= ${Math.max(...past.map(({ until }) => until))}, NULL, j.value ->> 0)`,
  )
  return cases.length > 0 ? sql`CASE j.key ${join(cases, ' ')} ELSE j.value ->> 0 END` : raw('j.value ->> 0')
}

interface RecordsThen {
  projects: readonly Project[]
  ids: Sql
  columns: readonly string[]
  slots: readonly Field[]
  isReadOften: boolean
}

/** One row for each record that was there: of what has changed since, as it was then. */
export function recordsThen({ projects, ids, columns, slots, isReadOften }: RecordsThen): Sql[] {
  const keys = [...columns.map((column) => COLUMNS[column]!), ...slots.map(({ id }) => String(id))]
  const name = (key: string) => raw(`b${keys.indexOf(key)}`)
  const gathered = keys.flatMap((key) => [
    sql`max(iif(key = ${key}, before, NULL)) AS ${name(key)}`,
    sql`max(key = ${key}) AS h${name(key)}`,
  ])
  const then = (key: string, current: Sql, before: Sql = sql`p.${name(key)}`) =>
    sql`iif(p.h${name(key)}, ${before}, ${current})`
  const bySlot = new Map<string, Sql[]>()
  const addSlot = (slot: number, { id }: Field, before?: Sql) => {
    const column = `s${slot}`
    const home = projects.find(({ fields }) => fields.some((one) => one.id === id))!
    const value = sql`WHEN ${raw(String(home.id))} THEN ${then(String(id), raw(`r.${column}`), before)}`
    bySlot.set(column, [...(bySlot.get(column) ?? []), value])
  }
  for (const field of slots) {
    if (field.slot2 === null) addSlot(field.slot!, field)
    else {
      addSlot(field.slot!, field, sql`p.${name(String(field.id))} ->> 0`)
      addSlot(field.slot2, field, sql`p.${name(String(field.id))} ->> 1`)
    }
  }
  const values = [
    ...FIXED.map((column) => raw(`r.${column}`)),
    ...columns.map((column) => sql`${then(COLUMNS[column]!, raw(`r.${column}`))} AS ${raw(column)}`),
    ...[...bySlot].map(([column, cases]) => sql`CASE r.project_id ${join(cases, ' ')} END AS ${raw(column)}`),
  ]
  const unchanged = [...FIXED, ...columns, ...bySlot.keys()].map((column) => `r.${column}`).join(', ')
  const past =
    gathered.length > 0 ? sql`(SELECT id, ${join(gathered)} FROM back GROUP BY id)` : sql`(SELECT 0 AS id WHERE 0)`
  return [
    sql`past AS MATERIALIZED ${past}`,
    sql`records_then AS MATERIALIZED (SELECT ${join(values)} FROM changed h CROSS JOIN main.records r ON r.id = h.id LEFT JOIN past p ON p.id = r.id
      WHERE r.id NOT IN (SELECT thing_id FROM later WHERE what = 'created'))`,
    sql`records AS ${raw(isReadOften ? 'MATERIALIZED' : 'NOT MATERIALIZED')} (SELECT * FROM records_then
      UNION ALL SELECT ${raw(unchanged)} FROM main.records r WHERE r.project_id IN ${ids} AND r.id NOT IN (SELECT id FROM changed))`,
  ]
}

/** Tables of a record's tags and assignees, with the keys that they have in history. */
export const SETS = [
  { table: 'record_tags', column: 'tag_id', key: 'tags' },
  { table: 'assignees', column: 'person_id', key: 'assignees' },
]

/** The rows of a set that has changed since are its members before that. */
export function setThen({ table, column, key }: (typeof SETS)[number]): Sql[] {
  const rows = sql`SELECT t.record_id, t.${raw(column)} FROM main.${raw(table)} t`
  return [
    sql`${raw(`${table}_then`)} AS MATERIALIZED (${rows} WHERE t.record_id IN (SELECT id FROM changed)
        AND t.record_id NOT IN (SELECT id FROM back WHERE key = ${key})
      UNION ALL SELECT b.id, m.value FROM back b, json_each(coalesce(b.before, '[]')) m WHERE b.key = ${key})`,
    sql`${raw(table)} AS MATERIALIZED (SELECT * FROM ${raw(`${table}_then`)} UNION ALL ${rows} WHERE t.record_id NOT IN (SELECT id FROM changed))`,
  ]
}

export function linksThen(references: readonly Field[]): Sql {
  const ids = JSON.stringify(references.map(({ id }) => id))
  return sql`links AS MATERIALIZED (SELECT k.field_id, k.from_id, k.to_id, k.position FROM main.links k
      WHERE k.field_id IN (SELECT value FROM json_each(${ids}))
        AND NOT EXISTS (SELECT 1 FROM back b WHERE b.id = k.from_id AND b.key = CAST(k.field_id AS TEXT))
    UNION ALL SELECT CAST(b.key AS INTEGER), b.id, m.value, m.key FROM back b, json_each(coalesce(b.before, '[]')) m
      WHERE CAST(b.key AS INTEGER) IN (SELECT value FROM json_each(${ids})))`
}

export const listsThen = (lists: readonly List[]): Sql =>
  sql`lists AS MATERIALIZED (SELECT value ->> 'id' AS id, value ->> 'name' AS name, value ->> 'kind' AS kind,
      value ->> 'probability' AS probability, value ->> 'position' AS position, value ->> 'staleAfterDays' AS stale_after_days
    FROM json_each(${JSON.stringify(lists)}))`
