import { type Sql, sql } from '../../src/core/sql/index.ts'
import { NEXT_SEQ } from '../db/history-seq.ts'

/**
 * The history row of what came in from outside at one of a project's addresses: nothing changes by it, and nobody is shown it, but
 * automations are set off by it. `input` is JSON.
 */
export const inboundHistory = (change: Sql, project: number, id: number, input: string): Sql =>
  sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, fields)
    SELECT ${NEXT_SEQ}, ${change}, ${project}, 'inbound', ${id}, 'received', json_object('input', json_array(NULL, json(${input})))`
