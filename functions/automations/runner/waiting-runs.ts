import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { RunRest } from '../../db/schema/index.ts'

/** A run that goes on after it has waited, or that is tried again. */
export interface WaitingRun {
  id: number
  key: string
  automation: number
  record: number | null
  /** JSON of a RunCause */
  cause: string
  /** JSON of ids */
  chain: string
  /** JSON: what came from outside, as long as history has it */
  input: string | null
  state: 'waiting' | 'failed'
  /** what it has changed before */
  change: number | null
  resumeAt: number | null
  rest: RunRest
}

export interface WaitingRow extends Omit<WaitingRun, 'rest'> {
  rest: string | null
}

const COLUMNS = raw(
  `id, key, automation_id AS automation, record_id AS record, cause, chain, state, change_id AS change, resume_at AS resumeAt, resume AS rest,
    (SELECT h.fields -> '$.input[1]' FROM history h WHERE h.project_id = runs.project_id AND h.seq = runs.cause ->> 'seq' AND h.kind = 'inbound') AS input`,
)

/** Those whose wait is over by then, the longest first. */
export const selectWaitingRuns = (now: number, most: number): Sql<WaitingRow> =>
  sql`SELECT ${COLUMNS} FROM runs WHERE state = 'waiting' AND resume_at <= ${now} ORDER BY resume_at, id LIMIT ${raw(String(most))}`

export const waitingFrom = (row: WaitingRow): WaitingRun => ({
  ...row,
  rest: row.rest === null ? { actions: [], stopIf: null } : (JSON.parse(row.rest) as RunRest),
})
