import type { HistoryEvent } from '../../../src/core/automations/history-event.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { recordOfRow } from '../../changes/history-range.ts'
import { HISTORY_PROJECTS } from '../../db/history-seq.ts'
import type { HistoryRow } from '../../notifications/index.ts'

/** A row of history with what it takes to know who made it, and which automations led to it. */
export interface EventRow extends HistoryRow {
  change_id: number
  /** 1 where it comes from an import that asked for automations */
  loud: number
  /** 1 where it takes back an import that was quiet */
  hushed: number
  /** JSON of ids: the automations that led here */
  chain: string | null
}

/** Whether change `c`, an import, asked for automations. */
const LOUD = raw("EXISTS (SELECT 1 FROM imports i WHERE i.id = c.via_id AND i.plan ->> 'quiet' = 0)")

const EVENT = sql`h.seq, h.change_id, h.project_id, h.kind, h.thing_id, h.what, iif(c.via = 'import' AND NOT ${LOUD}, '{}', h.fields) AS fields,
      c.at, c.person_id, c.via, c.via_id, c.undoes, ${recordOfRow} AS record, c.via = 'import' AND ${LOUD} AS loud,
      c.undoes IS NOT NULL AND EXISTS (SELECT 1 FROM changes u JOIN imports i ON i.id = u.via_id
        WHERE u.id = abs(c.undoes) AND u.via = 'import' AND i.plan ->> 'quiet' <> 0) AS hushed,
      CASE c.via WHEN 'automation' THEN (SELECT json_insert(x.chain, '$[#]', x.automation_id) FROM runs x WHERE x.change_id = c.id) END AS chain`

/** What was written after that row, in order; at most so many. What a quiet import wrote comes without its values: nobody hears of it. */
export const selectEvents = (after: Sql, most: number): Sql<EventRow> =>
  sql`SELECT ${EVENT}
    FROM (SELECT y.* FROM ${HISTORY_PROJECTS} p CROSS JOIN history y ON y.project_id = p.id AND y.seq IN (
        SELECT z.seq FROM history z WHERE z.project_id = p.id AND z.seq > ${after} ORDER BY z.seq LIMIT ${raw(String(most))})
      ORDER BY y.seq LIMIT ${raw(String(most))}) h JOIN changes c ON c.id = h.change_id ORDER BY h.seq`

/** What was written of these projects before that row and since that moment, the newest first; at most so many. */
export const selectPastEvents = (
  projects: readonly number[],
  before: number,
  since: number,
  most: number,
): Sql<EventRow> =>
  sql`SELECT ${EVENT}
    FROM (SELECT y.* FROM json_each(${JSON.stringify(projects)}) p CROSS JOIN history y ON y.project_id = p.value AND y.seq IN (
        SELECT z.seq FROM history z WHERE z.project_id = p.value AND z.seq < ${before} ORDER BY z.seq DESC LIMIT ${raw(String(most))})
      ORDER BY y.seq DESC LIMIT ${raw(String(most))}) h JOIN changes c ON c.id = h.change_id WHERE c.at >= ${since} ORDER BY h.seq DESC`

/** What sets nothing off: what is undone or brought back, example data, what is handed over, imports that didn't ask for it. */
export const isHeard = ({ undoes, what, via, loud }: EventRow): boolean =>
  undoes === null &&
  what !== 'restored' &&
  what !== 'unarchived' &&
  what !== 'undone' &&
  what !== 'handedOver' &&
  via !== 'sample' &&
  (via !== 'import' || loud === 1)

/** What webhooks are told: everything that was done, but for example data and quiet imports, and what takes those back. */
export const isTold = ({ via, loud, hushed }: EventRow): boolean =>
  via !== 'sample' && hushed === 0 && (via !== 'import' || loud === 1)

export function eventFrom(row: EventRow): HistoryEvent {
  const fields = JSON.parse(row.fields) as HistoryEvent['fields']
  return {
    seq: row.seq,
    change: row.change_id,
    at: row.at,
    person: row.person_id,
    via: row.via,
    viaId: row.via_id,
    project: row.project_id,
    kind: row.kind,
    thing: row.thing_id,
    record: row.record,
    what: row.what,
    fields,
  }
}
