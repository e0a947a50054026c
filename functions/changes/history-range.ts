import { type Sql, sql } from '../../src/core/sql/index.ts'
import { HISTORY_PROJECTS, LAST_SEQ, NEXT_SEQ } from '../db/history-seq.ts'

/*
 * Which rows of `history` are a change's. They carry its id, but an index of that would be one more row at every write, for a
 * question that only undo asks. So a change knows where its rows begin (`first_seq`); they end before the next change begins.
 * Only an import goes on over several batches: each sets where it ends (`last_seq`), and ends the change before it, whose
 * rows would otherwise seem to go on through the import's.
 */

/** The condition on history row `h`; what came in from outside is nothing that can be taken back. */
export function ofChange(id: number | null): Sql {
  const first = sql`(SELECT first_seq FROM changes WHERE id = ${id})`
  const next = sql`(SELECT first_seq - 1 FROM changes WHERE id > ${id} ORDER BY id LIMIT 1)`
  const last = sql`coalesce((SELECT last_seq FROM changes WHERE id = ${id}), ${next}, 9e15)`
  return sql`h.project_id IN ${HISTORY_PROJECTS} AND h.seq BETWEEN ${first} AND ${last} AND h.change_id = ${id} AND h.kind NOT IN ('erased', 'inbound')`
}

/** The record that history row `h` is of, or hangs on; NULL for what belongs to none. */
export const recordOfRow: Sql = sql`CASE h.kind WHEN 'record' THEN h.thing_id
  WHEN 'comment' THEN (SELECT t.record_id FROM comments t WHERE t.id = h.thing_id)
  WHEN 'file' THEN (SELECT t.record_id FROM files t WHERE t.id = h.thing_id) END`

/** Before history gets rows of a change that isn't the newest. */
export const closeNewestChange: Sql = sql`UPDATE changes SET last_seq = ${NEXT_SEQ} - 1
  WHERE id = (SELECT max(id) FROM changes) AND last_seq IS NULL`

/**
 * Deletes history rows, of which `seq` never gives out a number twice: the newest row of all stays as an empty one, kind 'erased'.
 */
export const eraseHistory = (condition: Sql): Sql[] => [
  sql`UPDATE history SET kind = 'erased', thing_id = 0, what = 'erased', version = NULL, fields = '{}'
    WHERE seq = ${LAST_SEQ} AND ${condition}`,
  sql`DELETE FROM history WHERE ${condition}`,
]
