import { typeOf } from '../../src/core/fields/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { daySql } from '../../src/core/time/zone.sql.ts'

/** What is counted and summed: the records themselves (field 0) and each currency field. Sums of numbers aren't exact, so they are scanned. */
export const summedFields = (project: Project) => project.fields.filter((field) => typeOf(field.type)?.kind === 'money')

/**
 * Takes the records of `ids` (a SELECT) out of the cube as they stand (-1), or puts them in (1). A write does the one
 * before and the other after, so the cube always equals a recount, whatever the write was.
 */
export function cubeDelta(sign: 1 | -1, project: Project, zone: string, ids: Sql): Sql {
  const fields = summedFields(project)
  const pick = (what: 'slot' | 'slot2', none: Sql) =>
    fields.length === 0
      ? none
      : sql`CASE f.value ${join(
          fields.map((field) => raw(`WHEN ${field.id} THEN r.s${field[what]}`)),
          ' ',
        )} ELSE ${none} END`
  return sql`INSERT INTO cube (project_id, field_id, axis, list_id, day, currency, n, total)
    SELECT project_id, field_id, axis, list_id, day, currency, ${raw(String(sign))} * count(*), ${raw(String(sign))} * sum(amount) FROM (
      SELECT r.project_id, f.value AS field_id, a.value AS axis, r.list_id,
        CASE a.value WHEN 'all' THEN '' WHEN 'tag' THEN CAST(coalesce(m.tag_id, '') AS TEXT)
          WHEN 'created' THEN ${daySql(zone, raw('r.created_at'))} ELSE ${daySql(zone, raw('r.closed_at'))} END AS day,
        ${pick('slot2', raw("''"))} AS currency, ${pick('slot', raw('0'))} AS amount
      FROM records r CROSS JOIN json_each('["all","created","closed","tag"]') a
        CROSS JOIN json_each(${JSON.stringify([0, ...fields.map((field) => field.id)])}) f
        LEFT JOIN record_tags m ON a.value = 'tag' AND m.record_id = r.id
      WHERE r.id IN (${ids}) AND r.archived_at IS NULL AND r.deleted_at IS NULL)
    WHERE day IS NOT NULL AND amount IS NOT NULL
    GROUP BY project_id, field_id, axis, list_id, day, currency
    ON CONFLICT DO UPDATE SET n = n + excluded.n, total = total + excluded.total`
}

/** The cube of a whole project counted anew: after its zone or its fields changed. */
export function recountCube(project: Project, zone: string): Sql[] {
  return [
    sql`DELETE FROM cube WHERE project_id = ${project.id}`,
    cubeDelta(1, project, zone, sql`SELECT id FROM records WHERE project_id = ${project.id}`),
  ]
}

/** Statements that recount a project's totals when a money field is restored or a field is retyped to or from money (`before`: its earlier type). */
export function recountForField(project: Project, field: Field, before: string | null, zone: string): Sql[] {
  if (![field.type, before ?? ''].some((type) => typeOf(type)?.kind === 'money')) return []
  return recountCube({ ...project, fields: [...project.fields.filter(({ id }) => id !== field.id), field] }, zone)
}
