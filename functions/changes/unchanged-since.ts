import { literal, type Sql, sql } from '../../src/core/sql/index.ts'
import { guard } from '../db/batch.ts'
import { HISTORY_PROJECTS } from '../db/history-seq.ts'

/*
 * What was read before a batch is still so: each stops it (`stale`) if something of that was written after history row `seq`. Only
 * what it goes by is compared. Were it everything, somebody would always have written something in a busy workspace, and a long
 * piece of work would never come to its end.
 */

const noneSince = (seq: number, condition: Sql): Sql =>
  // By project: history is kept by (project, seq), so a seq alone would walk all of it.
  guard(
    sql`NOT EXISTS (SELECT 1 FROM history h WHERE h.project_id IN ${HISTORY_PROJECTS} AND h.seq > ${seq} AND ${condition})`,
    'stale',
  )

/** Anything of these projects; 0 is what belongs to none. */
export const projectsUnchanged = (projects: Iterable<number>, seq: number): Sql =>
  noneSince(seq, sql`h.project_id IN (SELECT value FROM json_each(${JSON.stringify([...projects])}))`)

/** These records, and the comments and files that hang on them. */
export function recordsUnchanged(records: readonly number[], seq: number): Sql {
  const these = sql`(SELECT value FROM json_each(${JSON.stringify(records)}))`
  return noneSince(
    seq,
    sql`CASE h.kind WHEN 'record' THEN h.thing_id IN ${these}
      WHEN 'comment' THEN (SELECT t.record_id FROM comments t WHERE t.id = h.thing_id) IN ${these}
      WHEN 'file' THEN (SELECT t.record_id FROM files t WHERE t.id = h.thing_id) IN ${these} END`,
  )
}

/** What records of the project have in that field. */
export const valuesUnchanged = (project: number, field: number, seq: number): Sql =>
  noneSince(
    seq,
    sql`h.project_id = ${project} AND h.kind = 'record' AND json_type(h.fields, ${literal(`$."${field}"`)}) IS NOT NULL`,
  )
