import { alias } from 'drizzle-orm/sqlite-core'
import type { Catalog, Project } from '../../src/core/model/index.ts'
import { visibleRecord, visibleRecords } from '../../src/core/query/index.sql.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { type Guard, guard } from './batch.ts'
import { records } from './schema/index.ts'

/** `records` as compiled conditions call it. */
export const r = alias(records, 'r')

/*
 * Where a record is named by its id, these say whether it is there for who asks: what is somebody else's and what was never made
 * can't be told apart.
 */

/** ` AND …` where the reader doesn't see all records of the project: among many of them. */
export const andVisible = (project: Project, row = 'r'): Sql => and(visibleRecords(project, row))

/** The same for one record by its id. */
export const andVisibleOne = (project: Project): Sql => and(visibleRecord(project, 'r'))

const and = (visible: Sql | null): Sql => (visible ? sql` AND ${visible}` : raw(''))

/** The same of a record of any project: it is in one that the reader may enter, and visible there. */
export function visibleAnywhere(catalog: Catalog, row = 'r'): Sql {
  const inside = sql`${raw(row)}.project_id IN (SELECT value FROM json_each(${JSON.stringify(catalog.projects.map(({ id }) => id))}))`
  const limited = catalog.projects.filter(({ recordOwners }) => recordOwners)
  if (limited.length === 0) return inside
  const cases = limited.map((project) => sql`WHEN ${raw(String(project.id))} THEN ${visibleRecord(project, row)!}`)
  return sql`${inside} AND CASE ${raw(row)}.project_id ${join(cases, ' ')} ELSE 1 END`
}

/** One row if the record is there for the reader, in the archive or the bin too. */
export const selectIfVisible = (id: number, project: Project): Sql =>
  sql`SELECT 1 FROM records r WHERE r.id = ${id} AND r.project_id = ${project.id}${andVisibleOne(project)}`

/** Stops the batch (`gone`) unless the record is there for the reader, in the archive or the bin too. */
export const requireVisible = (id: number, project: Project): Sql =>
  guard(sql`EXISTS (${selectIfVisible(id, project)})`, 'gone')

/** Stops the batch (`gone`) unless the record is there for the writer, and in the bin or not. */
export const requireLive = (id: number, project: Project, { bin = false } = {}): Guard =>
  guard(sql`EXISTS (${selectIfVisible(id, project)} AND r.deleted_at IS ${raw(bin ? 'NOT NULL' : 'NULL')})`, 'gone')
