import { issue, Problem } from '../../src/core/errors/index.ts'
import { literal, type Sql, sql } from '../../src/core/sql/index.ts'
import { backOff, guard, MOST_ATTEMPTS, WrittenError } from '../db/batch.ts'
import { HISTORY_PROJECTS } from '../db/history-seq.ts'
import type { EntityKind } from './entities.ts'
import { recordOfRow } from './history-range.ts'

/*
 * What was read before a batch is still so: each stops it if something of that was written after history row `seq`, so that it is
 * read anew: by the whole request, or by a step of it that `retryWhenWritten` runs. Only what the batch goes by is compared. Were
 * it everything, somebody would always have written something in a busy workspace, and a long piece of work would never come to
 * its end.
 */

/** Runs a step that reads and then writes; anew as long as others write in between to what it goes by. 429 where they don't stop. */
export async function retryWhenWritten<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof WrittenError)) throw error
      if (attempt >= MOST_ATTEMPTS) throw new Problem(429, [issue('', 'busy')])
      await backOff(attempt)
    }
}

/** Stops the batch where what it has read has come to be otherwise; to be tried anew. */
export const unlessWritten = (condition: Sql): Sql => guard(condition, 'written')

const noneSince = (seq: number, condition: Sql): Sql =>
  // By project: history is kept by (project, seq), so a seq alone would walk all of it.
  unlessWritten(
    sql`NOT EXISTS (SELECT 1 FROM history h WHERE h.project_id IN ${HISTORY_PROJECTS} AND h.seq > ${seq} AND ${condition})`,
  )

/** Anything of these projects; 0 is what belongs to none. */
export const projectsUnchanged = (projects: Iterable<number>, seq: number): Sql =>
  noneSince(seq, sql`h.project_id IN (SELECT value FROM json_each(${JSON.stringify([...projects])}))`)

/** These lists, fields, comments, … themselves, not what hangs on them. */
export const entitiesUnchanged = (entities: readonly { kind: EntityKind; thing_id: number }[], seq: number): Sql => {
  const these = JSON.stringify(entities.map(({ kind, thing_id }) => [kind, thing_id]))
  return unlessWritten(
    sql`NOT EXISTS (SELECT 1 FROM json_each(${these}) e CROSS JOIN history h ON h.kind = e.value ->> 0 AND h.thing_id = e.value ->> 1 AND h.seq > ${seq})`,
  )
}

/** These records, and the comments and files that hang on them. */
export const recordsUnchanged = (records: readonly number[], seq: number): Sql =>
  noneSince(seq, sql`${recordOfRow} IN (SELECT value FROM json_each(${JSON.stringify(records)}))`)

/** What records of the project have in that field. */
export const valuesUnchanged = (project: number, field: number, seq: number): Sql =>
  noneSince(
    seq,
    sql`h.project_id = ${project} AND h.kind = 'record' AND json_type(h.fields, ${literal(`$."${field}"`)}) IS NOT NULL`,
  )
