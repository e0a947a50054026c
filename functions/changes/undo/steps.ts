import { RECORD_EVENTS } from '../../../src/core/automations/rewind.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { ofChange } from '../history-range.ts'

/*
 * A change may have touched a hundred thousand records. Read and written at once they fill the Worker's memory (128 MB) and hold
 * the database, and with it everybody else, for longer than D1 allows (30 s). So they are taken back in steps, the latest rows
 * first: what a step leaves is what the rows before it had made. A step alone is all or nothing; one that finds its work done does
 * nothing, so what was cut off in the middle goes on when it is asked for again.
 */

// As text, since D1 binds numbers as floating ones, by which nothing is divided into whole steps.
const STEP_ROWS = raw('2000')
const STEP_LETTERS = raw('2000000')

/** History rows of records that are undone together: those of one project from `first` to `last`. */
export interface UndoStep {
  project: number
  first: number
  last: number
  rows: number
  /** how many of them are of records that the reader may take back */
  readable: number
}

/** Of a new record nothing has to be read. */
const fields = sql`iif(h.what = 'created', '', h.fields)`

export const selectSteps = (change: number, readable: Sql): Sql<UndoStep> =>
  sql`SELECT project, min(seq) AS first, max(seq) AS last, count(*) AS rows, sum(readable) AS readable FROM (
      SELECT h.project_id AS project, h.seq, coalesce(${readable}, 0) AS readable,
        (row_number() OVER latest - 1) / ${STEP_ROWS} + sum(length(${fields})) OVER latest / ${STEP_LETTERS} AS step
      FROM history h JOIN changes c ON c.id = h.change_id LEFT JOIN records r ON r.id = h.thing_id
      WHERE ${ofChange(change)} AND h.kind = 'record'
      WINDOW latest AS (PARTITION BY h.project_id ORDER BY h.seq DESC))
    GROUP BY project, step ORDER BY project, last DESC`

/** A history row of a record. */
export interface RecordHistory {
  seq: number
  thing_id: number
  what: string
  /** JSON: {"<key>": [before, after]}; '' of a new record */
  fields: string
  /** whether it is in the bin by now */
  deleted: 0 | 1
}

/** The rows of a step that changed something, the earliest first. */
export const selectStep = (change: number, { project, first, last }: UndoStep, readable: Sql): Sql<RecordHistory> =>
  sql`SELECT h.seq, h.thing_id, h.what, ${fields} AS fields, r.deleted_at IS NOT NULL AS deleted
    FROM history h JOIN changes c ON c.id = h.change_id JOIN records r ON r.id = h.thing_id
    WHERE h.project_id = ${project} AND h.seq BETWEEN ${first} AND ${last} AND h.change_id = ${change} AND h.kind = 'record'
      AND h.what NOT IN (SELECT value FROM json_each(${JSON.stringify(RECORD_EVENTS)})) AND ${readable}
    ORDER BY h.seq`
