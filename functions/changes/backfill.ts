import { sql } from '../../src/core/sql/index.ts'
import { NEXT_SEQ } from '../db/history-seq.ts'
import type { Change } from './change.ts'
import { jsonChunks } from './json-chunks.ts'

/*
 * What records that a write creates have behind them from the start: for example data.
 */

/** Links between them: [from (its number among them), to, the target's project]. */
export function linkRecords(
  change: Change,
  field: number,
  pairs: readonly (readonly [from: number, to: number, project: number])[],
): void {
  const base = change.firstRecord
  const from = sql`(SELECT project_id FROM fields WHERE id = ${field})`
  change.add(
    sql`INSERT INTO links (field_id, from_id, to_id, position)
      SELECT ${field}, (${base} + (p.value ->> 0)) * 4096 + ${from}, (${base} + (p.value ->> 1)) * 4096 + (p.value ->> 2), 0
      FROM json_each(${JSON.stringify(pairs)}) p`,
  )
}

interface PastEvent {
  at: number
  project: number
  /** the record's number among those created */
  row: number
  what: string
  fields: Record<string, unknown>
}

/** Their past, each event a change of its own time. Must come last, since a change means the newest. */
export function backfillHistory(change: Change, person: number, events: readonly PastEvent[]): void {
  const rows = events.map(({ at, project, row, what, fields }) => [at, project, row, what, JSON.stringify(fields)])
  for (const [, payload] of jsonChunks(rows))
    change.add(
      sql`INSERT INTO changes (at, person_id, via, first_seq, first_record)
        SELECT p.value ->> 0, ${person}, 'sample', ${NEXT_SEQ} + p.key, ${change.firstRecord} FROM json_each(${payload}) p`,
      sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
        SELECT ${NEXT_SEQ} + p.key, (SELECT max(id) FROM changes) - json_array_length(${payload}) + 1 + p.key, p.value ->> 1, 'record',
          (${change.firstRecord} + (p.value ->> 2)) * 4096 + (p.value ->> 1), p.value ->> 3, 1, p.value ->> 4
        FROM json_each(${payload}) p`,
    )
}
