import { typeOf } from '../../fields/index.ts'
import type { Project } from '../../model/index.ts'
import { join, raw, type Sql, sql, unionAll } from '../../sql/index.ts'
import { cubeReadBy, cubeThen } from './cube.sql.ts'
import { beforeOf, COLUMNS, CUBED, linksThen, listsThen, recordsThen, SETS, setThen } from './tables.sql.ts'

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

/** At most this many statements are one. */
export const MOST_TOGETHER = 25

/** What happened to a record and changed nothing of it. */
const EVENTS = raw("('pressed', 'mailed', 'submitted')")

/**
 * Some statements of the same columns as one, over what was there then; `q` says whose row it is. `zone`: of the workspace, by which
 * the cube's days are cut.
 */
export function asOf(statements: readonly Sql[], { projects, seq }: Past, zone: string): Sql {
  const text = statements.map((one) => one.text).join(' ')
  const uses = (word: string) => new RegExp(`\\b${word}\\b`).test(text)
  const named = projects.filter(({ id }) => new RegExp(`project_id = ${id}\\b`).test(text))
  const queriedProjects = uses('links') ? withTargets(named, projects) : named
  const ids = raw(`(${queriedProjects.map(({ id }) => id).join(', ') || 'NULL'})`)
  const fields = queriedProjects.flatMap((project) => project.fields)
  const cubes = named.map((project) => cubeReadBy(text, project)).filter(({ touched }) => touched.length > 0)
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
    ...recordsThen({ projects: queriedProjects, ids, columns, slots, isReadOften: timesRead(text, 'records') > 1 }),
    ...(uses('history') ? [sql`history AS (SELECT * FROM main.history WHERE seq <= ${seq})`] : []),
    ...sets.flatMap(setThen),
    ...(uses('links') ? [linksThen(references)] : []),
    ...(uses('lists') ? [listsThen(projects.flatMap(({ lists }) => lists))] : []),
    ...(cubes.length > 0 ? cubeThen(cubes, zone) : []),
  ])} ${unionAll(rows)}`
}

const timesRead = (text: string, table: string): number =>
  text.match(new RegExp(`(FROM|JOIN) ${table}\\b`, 'g'))?.length ?? 0

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
