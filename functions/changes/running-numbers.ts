import type { Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'

/*
 * The numbers that new records get: what comes after the newest there is. The columns `next_record` and `next_number` are a
 * lower bound for it, raised when a record is erased, so that its number isn't given out again. No write has to count them up.
 */

/** The running number of the next record of all: its id without the project. */
export const NEXT_RECORD: Sql = raw(
  '(SELECT max(w.next_record, (SELECT coalesce(max(id), 0) / 4096 + 1 FROM records)) FROM workspace w)',
)

/** A project's next record number, as it is shown. */
export const nextNumber = ({ id }: Pick<Project, 'id'>): Sql =>
  sql`(SELECT max(p.next_number, (SELECT coalesce(max(number), 0) + 1 FROM records WHERE project_id = ${id})) FROM projects p WHERE p.id = ${id})`

/** Before a record is erased: what comes next stays what it is. */
export const keepNumbers = (project: Project): Sql[] => [
  sql`UPDATE workspace SET next_record = ${NEXT_RECORD}`,
  sql`UPDATE projects SET next_number = ${nextNumber(project)} WHERE id = ${project.id}`,
]
