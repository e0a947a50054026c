import { type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { visibleAnywhere } from '../../db/record-visibility.ts'
import { ofChange } from '../history-range.ts'

/** Of a change of very many records only so many rows of history are asked. */
const MOST_ROWS = 200
const MOST_RUNS = 50

interface FollowedRow {
  id: number
  name: string
  run: number
  record: number | null
  change_id: number | null
}

/** Runs of automations that a change set off and that did something: of those that the reader sees. A run's key begins with its cause. */
export const selectFollowedBy = ({ catalog }: Context, change: number): Sql<FollowedRow> =>
  sql`SELECT a.id, a.name, x.id AS run, x.record_id AS record, x.change_id
    FROM (SELECT h.seq FROM history h WHERE ${ofChange(change)} ORDER BY h.seq LIMIT ${MOST_ROWS}) h
    CROSS JOIN automations a ON a.project_id IN (SELECT value FROM json_each(${JSON.stringify(catalog.projects.map(({ id }) => id))}))
    CROSS JOIN runs x ON x.key = a.id || ':e' || h.seq OR (x.key > a.id || ':e' || h.seq || ':' AND x.key < a.id || ':e' || h.seq || ';')
    LEFT JOIN records r ON r.id = x.record_id AND ${visibleAnywhere(catalog)}
    WHERE x.state IN ('done', 'waiting') AND x.actions <> '[]' AND (x.record_id IS NULL OR r.id IS NOT NULL)
    ORDER BY x.id LIMIT ${MOST_RUNS}`

export const followedAnswer = (rows: readonly FollowedRow[]) =>
  rows.map(({ id, name, run, record, change_id }) => ({
    id: String(id),
    name,
    run: String(run),
    record: record === null ? null : String(record),
    change: change_id === null ? null : String(change_id),
  }))
