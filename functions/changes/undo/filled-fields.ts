import { type Sql, sql } from '../../../src/core/sql/index.ts'
import type { EntityHistory } from './entity-history.ts'

/**
 * Of the fields that a change has made those that others than its author have filled in since, in records that are there still: they
 * aren't its author's any more. What belongs to a project that goes with the change goes with it.
 */
export function selectFilledByOthers(change: number, rows: readonly EntityHistory[]): Sql<{ id: number }> {
  const createdEntities = rows.filter(({ what }) => what === 'created')
  const projects = new Set(createdEntities.flatMap(({ kind, thing_id }) => (kind === 'project' ? [thing_id] : [])))
  const fields = createdEntities.filter(({ kind, project_id }) => kind === 'field' && !projects.has(project_id))
  const since = Math.min(...fields.map(({ seq }) => seq))
  if (fields.length === 0) return sql`SELECT 0 AS id WHERE 0`
  const ids = JSON.stringify(fields.map(({ thing_id }) => thing_id))
  const within = JSON.stringify([...new Set(fields.map(({ project_id }) => project_id))])
  const value = sql`json_extract(h.fields, '$."' || f.value || '"[1]')`
  return sql`SELECT DISTINCT f.value AS id FROM history h JOIN changes c ON c.id = h.change_id CROSS JOIN json_each(${ids}) f
    WHERE h.project_id IN (SELECT value FROM json_each(${within})) AND h.seq > ${since} AND h.kind = 'record'
      AND c.person_id IS NOT (SELECT person_id FROM changes WHERE id = ${change}) AND ${value} IS NOT NULL AND ${value} <> '[]'
      AND EXISTS (SELECT 1 FROM records r WHERE r.id = h.thing_id AND r.deleted_at IS NULL)`
}
