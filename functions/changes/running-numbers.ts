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

/** Before records are gone for good (`ids`: a SELECT of theirs): what comes next stays what it is. */
export const keepNumbers = (ids: Sql): Sql[] => [
  sql`UPDATE workspace SET next_record = ${NEXT_RECORD} WHERE EXISTS (${ids})`,
  sql`UPDATE projects AS p SET next_number = max(p.next_number, (SELECT max(n.number) + 1 FROM records n WHERE n.project_id = p.id))
    WHERE p.id IN (SELECT g.project_id FROM records g WHERE g.id IN (${ids}))`,
]
