import { typeOf } from '../fields/index.ts'
import type { Field, List, Project } from '../model/index.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import { CUBE_AXES, type CubeAxis, fieldAxis } from './cube.ts'
import { type CubedProject, countedColumns, cubeRows } from './cube-delta.sql.ts'

/*
 * Charts as of a day: the same statements as today's, over tables of the same names that hold what was there then. A CTE called
 * `records` stands before the table `records` in everything inside it. What was there then is what is there now, without what
 * history says has changed since: of each value the `before` of the first row after that day.
 */

/** The projects as they were, and the last row of history that counts. */
export interface Past {
  projects: readonly Project[]
  seq: number
}

/** D1 takes no longer UNION than of five, so that more are unions of unions. */
const LONGEST_UNION = 5
/** At most this many statements are one. */
export const MOST_TOGETHER = LONGEST_UNION ** 2

/** What happened to a record and changed nothing of it. */
const EVENTS = raw("('pressed', 'mailed', 'submitted')")

/** Columns of `records` and the keys that they have in history. */
const COLUMNS: Record<string, string> = {
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
const CUBED = new Set(['list_id', 'created_at', 'closed_at', 'archived_at', 'deleted_at'])
/** Columns that never change, or of which history knows no earlier values. */
const FIXED = ['id', 'project_id', 'number', 'updated_at', 'updated_by', 'version']

/**
 * Some statements of the same columns as one, over what was there then; `q` says whose row it is. `zone`: of the workspace, by which
 * the cube's days are cut.
 */
export function asOf(statements: readonly Sql[], { projects, seq }: Past, zone: string): Sql {
  const text = statements.map((one) => one.text).join(' ')
  const uses = (word: string) => new RegExp(`\\b${word}\\b`).test(text)
  const named = projects.filter(({ id }) => new RegExp(`project_id = ${id}\\b`).test(text))
  const asked = uses('links') ? withTargets(named, projects) : named
  const ids = raw(`(${asked.map(({ id }) => id).join(', ') || 'NULL'})`)
  const fields = asked.flatMap((project) => project.fields)
  const cubes = named.map((project) => cubeOf(project, text)).filter(({ touched }) => touched.length > 0)
  const cubed = new Set(cubes.flatMap(({ project }) => project.fields.map(({ id }) => id)))
  const slots = fields.filter((field) => field.slot !== null && (uses(`s${field.slot}`) || cubed.has(field.id)))
  const references = uses('links') ? fields.filter(({ type }) => typeOf(type)?.storage === 'links') : []
  const columns = Object.keys(COLUMNS).filter((column) => uses(column) || (cubes.length > 0 && CUBED.has(column)))
  const byTag = cubes.some(({ touched }) => touched.includes('tag'))
  const sets = SETS.filter(({ table }) => uses(table) || (table === 'record_tags' && byTag))
  const keys = [
    ...columns.map((column) => COLUMNS[column]!),
    ...sets.map(({ key }) => key),
    ...[...slots, ...references].map(({ id }) => String(id)),
  ]
  const rows = statements.map((one, i) => sql`SELECT ${raw(String(i))} AS q, * FROM (${one})`)
  return sql`WITH ${join([
    sql`later AS MATERIALIZED (SELECT h.project_id, h.thing_id, h.seq, h.what, h.fields FROM main.history h
      WHERE h.project_id IN ${ids} AND h.seq > ${seq} AND h.kind = 'record' AND h.what NOT IN ${EVENTS})`,
    sql`changed AS MATERIALIZED (SELECT DISTINCT project_id, thing_id AS id FROM later)`,
    sql`back AS MATERIALIZED (SELECT l.thing_id AS id, j.key AS key, ${beforeOf(fields)} AS before, min(l.seq) AS seq
      FROM later l, json_each(l.fields) j WHERE j.key IN (SELECT value FROM json_each(${JSON.stringify(keys)})) GROUP BY 1, 2)`,
    ...recordsThen({ projects: asked, ids, columns, slots, isReadOften: timesRead(text, 'records') > 1 }),
    ...(uses('history') ? [sql`history AS (SELECT * FROM main.history WHERE seq <= ${seq})`] : []),
    ...sets.flatMap(setThen),
    ...(uses('links') ? [linksThen(references)] : []),
    ...(uses('lists') ? [listsThen(projects.flatMap(({ lists }) => lists))] : []),
    ...(cubes.length > 0 ? cubeThen(cubes, zone) : []),
  ])} ${union(rows)}`
}

const timesRead = (text: string, table: string): number =>
  text.match(new RegExp(`(FROM|JOIN) ${table}\\b`, 'g'))?.length ?? 0

/** What of a project's cube a text reads: the axes, and the fields whose sums or values it names. */
function cubeOf(project: Project, text: string): { project: CubedProject; touched: CubeAxis[] } {
  const reads = (axis: CubeAxis) => text.includes(`c.project_id = ${project.id} AND c.axis = '${axis}'`)
  const fields = project.fields
    .map((field) => ({
      ...field,
      cubeSlot: field.cubeSlot !== null && text.includes(`c.t${field.cubeSlot}`) ? field.cubeSlot : null,
      cubeAxis: field.cubeAxis && reads(fieldAxis(field)),
    }))
    .filter(({ cubeSlot, cubeAxis }) => cubeSlot !== null || cubeAxis)
  const axes = [...CUBE_AXES, ...fields.filter(({ cubeAxis }) => cubeAxis).map(fieldAxis)]
  return { project: { id: project.id, fields }, touched: axes.filter(reads) }
}

/** Today's cube, without what has changed since as it is now, and with it as it was. */
function cubeThen(cubes: readonly ReturnType<typeof cubeOf>[], zone: string): Sql[] {
  const names = [...new Set(cubes.flatMap(({ project }) => countedColumns(project)))]
  const since = ([1, -1] as const).flatMap((sign) =>
    cubes.map(({ project, touched }) => {
      const counted = countedColumns(project)
      const columns = names.map((name) => (counted.includes(name) ? name : `0 AS ${name}`)).join(', ')
      const at = (table: string) => (sign === 1 ? `${table}_then` : `main.${table}`)
      const tables = { records: at('records'), tags: touched.includes('tag') ? at('record_tags') : 'main.record_tags' }
      const ids = sql`SELECT id FROM changed WHERE project_id = ${project.id}`
      const rows = cubeRows(sign, project, zone, ids, { touched, tables })
      return sql`SELECT project_id, axis, list_id, key, currency, ${raw(columns)} FROM (${rows})`
    }),
  )
  // Each question reads the few cells that it is about.
  return [
    sql`cube_since AS MATERIALIZED (${union(since)})`,
    sql`cube AS NOT MATERIALIZED (SELECT project_id, axis, list_id, key, currency, ${raw(names.join(', '))} FROM main.cube
      UNION ALL SELECT * FROM cube_since)`,
  ]
}

function union(rows: readonly Sql[]): Sql {
  if (rows.length <= LONGEST_UNION) return join(rows, ' UNION ALL ')
  const size = Math.ceil(rows.length / LONGEST_UNION)
  const groups = Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size))
  return join(
    groups.map((group) => sql`SELECT * FROM (${union(group)})`),
    ' UNION ALL ',
  )
}

/** With the projects that their references lead to, further ones too: lookups read them by the ids of links alone. */
function withTargets(named: readonly Project[], all: readonly Project[]): Project[] {
  const found = new Set(named)
  for (const project of found)
    for (const { config } of project.fields) {
      const target = all.find(({ id }) => String(id) === (config as { project?: string } | null)?.project)
      if (target) found.add(target)
    }
  return [...found]
}

/** A value of a field that was of another type then is none of its values. */
function beforeOf(fields: readonly Field[]): Sql {
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
function recordsThen({ projects, ids, columns, slots, isReadOften }: RecordsThen): Sql[] {
  const keys = [...columns.map((column) => COLUMNS[column]!), ...slots.map(({ id }) => String(id))]
  const name = (key: string) => raw(`b${keys.indexOf(key)}`)
  const gathered = keys.flatMap((key) => [
    sql`max(iif(key = ${key}, before, NULL)) AS ${name(key)}`,
    sql`max(key = ${key}) AS h${name(key)}`,
  ])
  const then = (key: string, now: Sql, before: Sql = sql`p.${name(key)}`) =>
    sql`iif(p.h${name(key)}, ${before}, ${now})`
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
const SETS = [
  { table: 'record_tags', column: 'tag_id', key: 'tags' },
  { table: 'assignees', column: 'person_id', key: 'assignees' },
]

/** The rows of a set that has changed since are its members before that. */
function setThen({ table, column, key }: (typeof SETS)[number]): Sql[] {
  const rows = sql`SELECT t.record_id, t.${raw(column)} FROM main.${raw(table)} t`
  return [
    sql`${raw(`${table}_then`)} AS MATERIALIZED (${rows} WHERE t.record_id IN (SELECT id FROM changed)
        AND t.record_id NOT IN (SELECT id FROM back WHERE key = ${key})
      UNION ALL SELECT b.id, m.value FROM back b, json_each(coalesce(b.before, '[]')) m WHERE b.key = ${key})`,
    sql`${raw(table)} AS MATERIALIZED (SELECT * FROM ${raw(`${table}_then`)} UNION ALL ${rows} WHERE t.record_id NOT IN (SELECT id FROM changed))`,
  ]
}

function linksThen(references: readonly Field[]): Sql {
  const ids = JSON.stringify(references.map(({ id }) => id))
  return sql`links AS MATERIALIZED (SELECT k.field_id, k.from_id, k.to_id, k.position FROM main.links k
      WHERE k.field_id IN (SELECT value FROM json_each(${ids}))
        AND NOT EXISTS (SELECT 1 FROM back b WHERE b.id = k.from_id AND b.key = CAST(k.field_id AS TEXT))
    UNION ALL SELECT CAST(b.key AS INTEGER), b.id, m.value, m.key FROM back b, json_each(coalesce(b.before, '[]')) m
      WHERE CAST(b.key AS INTEGER) IN (SELECT value FROM json_each(${ids})))`
}

const listsThen = (lists: readonly List[]): Sql =>
  sql`lists AS MATERIALIZED (SELECT value ->> 'id' AS id, value ->> 'name' AS name, value ->> 'kind' AS kind,
      value ->> 'probability' AS probability, value ->> 'position' AS position, value ->> 'staleAfterDays' AS stale_after_days
    FROM json_each(${JSON.stringify(lists)}))`
