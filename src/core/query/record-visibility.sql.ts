import type { Project } from '../model/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { col, type SqlScope } from './scope.sql.ts'

/**
 * SQL that is true of the records that the reader may see; null where they see all. With `recordOwners`, one of those people is
 * assigned, or created it and nobody is assigned. It is a list of ids that depends on no row, so SQLite computes it once a statement.
 */
export function visibleRecords({ id, recordOwners }: Pick<Project, 'id' | 'recordOwners'>, row: string): Sql | null {
  if (!recordOwners) return null
  const people = raw(recordOwners.join())
  return sql`${raw(row)}.id IN (SELECT a.record_id FROM assignees a WHERE a.person_id IN (${people})
    UNION SELECT m.id FROM records m WHERE m.project_id = ${raw(String(id))} AND m.created_by IN (${people})
      AND NOT EXISTS (SELECT 1 FROM assignees a WHERE a.record_id = m.id))`
}

/** The same of a single record that is known by its id: two index look-ups, however many records its owners have. */
export function visibleRecord({ recordOwners }: Pick<Project, 'recordOwners'>, row: string): Sql | null {
  return recordOwners ? ownedBy(raw(recordOwners.join()), row) : null
}

/** Of a single record: one of the people is assigned, or made it and nobody is assigned. `people` goes into an IN. */
export function ownedBy(people: Sql, row: string): Sql {
  const assigned = sql`SELECT 1 FROM assignees a WHERE a.record_id = ${raw(row)}.id`
  return sql`(EXISTS (${assigned} AND a.person_id IN (${people}))
    OR (${raw(row)}.created_by IN (${people}) AND NOT EXISTS (${assigned})))`
}

/** A record pointed at, or pointing here, that the reader sees: not in the bin, and not somebody else's. */
export function visibleTarget(scope: SqlScope): Sql {
  const seen = scope.titleOnly ? null : visibleRecords(scope.project, scope.row)
  const lives = sql`${col(scope, 'deleted_at')} IS NULL`
  return seen ? sql`${lives} AND ${seen}` : lives
}
