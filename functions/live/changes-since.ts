import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { ENTITIES } from '../changes/entities.ts'
import { recordOfRow } from '../changes/history-range.ts'
import { HISTORY_PROJECTS } from '../db/history-seq.ts'

/** More than so many rows of a project aren't told one by one. */
const MOST_ROWS = 1000

/** A history row, as far as it says where something changed. */
export interface ChangedRow {
  project: number
  kind: string
  /** the record that it is of, or hangs on */
  record: number | null
}

/**
 * What was written after history row `since`. Of each project at most one row more than is told: a page that was away for a year
 * costs no more than one that was away for a day. What came in from outside is on no page.
 */
export const selectChangedRows = (since: number): Sql<ChangedRow> =>
  sql`SELECT h.project_id AS project, h.kind, ${recordOfRow} AS record
    FROM ${HISTORY_PROJECTS} p CROSS JOIN history h ON h.project_id = p.id AND h.seq IN (
      SELECT x.seq FROM history x WHERE x.project_id = p.id AND x.seq > ${since} AND x.kind <> 'inbound' ORDER BY x.seq LIMIT ${raw(String(MOST_ROWS + 1))})`

/** Later than any row: after it nothing has changed. */
export const NEVER = Number.MAX_SAFE_INTEGER

/** The `since` that a page says; what is no seq is like one of the future, which nobody can go on from. */
export function seqFrom(since: string): number {
  const seq = Number(since)
  return since.trim() !== '' && Number.isSafeInteger(seq) && seq >= 0 ? seq : NEVER
}

export interface ProjectChanges {
  /** 0 is the workspace */
  project: number
  /** null where there are too many to tell */
  records: ReadonlySet<number> | null
  /** its lists, fields, tags, … */
  catalog: boolean
}

export function projectChanges(rows: readonly ChangedRow[]): ProjectChanges[] {
  return [...Map.groupBy(rows, ({ project }) => project)].map(([project, rows]) => {
    const records = new Set(rows.flatMap(({ record }) => record ?? []))
    const catalog = rows.some(({ kind }) => kind in ENTITIES && ENTITIES[kind as keyof typeof ENTITIES].catalog)
    return { project, records: rows.length > MOST_ROWS ? null : records, catalog }
  })
}
