import { jsonObject, type Sql, sql } from '../../src/core/sql/index.ts'
import { NEXT_SEQ } from '../db/history-seq.ts'
import type { RecordColumn } from './record-columns.ts'

/*
 * The history rows of records, before RETURNING: each statement inserts one row a record.
 */

/** Of records that are created from the payload's rows. */
export const createdHistory = (
  change: Sql,
  project: number,
  id: Sql,
  columns: readonly RecordColumn[],
  payload: string,
) =>
  sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
    SELECT ${NEXT_SEQ} + p.key, ${change}, ${project}, 'record', ${id}, 'created', 1,
      ${jsonObject(columns.map((column, i) => [column.key, sql`json_array(NULL, ${column.incoming(i + 1).json})`]))} FROM json_each(${payload}) p`

/** Of records that change: what they were is read before they do. `changed` says of `r` and `p` whether anything does. */
export const updatedHistory = (
  change: Sql,
  project: number,
  what: string,
  columns: readonly RecordColumn[],
  payload: string,
  changed: Sql,
) => sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
    SELECT ${NEXT_SEQ} + p.key, ${change}, r.project_id, 'record', r.id, ${what}, r.version + 1,
      ${jsonObject(
        columns.flatMap((column, i): [string, Sql][] =>
          column.payloadOnly
            ? []
            : [[column.key, sql`json_array(${column.current.json}, ${column.incoming(i + 1).json})`]],
        ),
      )}
    FROM json_each(${payload}) p CROSS JOIN records r ON r.id = p.value ->> 0 WHERE +r.project_id = ${project} AND ${changed}`

/** Of something that happened to a record and changed none of its values: a mail to the customer, a button. */
export const eventHistory = (
  change: Sql,
  project: number,
  record: number | Sql,
  what: string,
  events: readonly object[],
) =>
  sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
    SELECT ${NEXT_SEQ} + e.key, ${change}, r.project_id, 'record', r.id, ${what}, r.version, e.value
    FROM json_each(${JSON.stringify(events)}) e CROSS JOIN records r WHERE r.id = ${record} AND r.project_id = ${project}`
