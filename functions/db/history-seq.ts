import { raw, type Sql } from '../../src/core/sql/index.ts'

/*
 * `history` is kept by (project, seq), so that a project's newest rows stand together and need no index of their own. A seq is
 * given out once in the whole workspace: it counts all that ever happened.
 */

/** The projects that history may name; 0 is the workspace itself. */
export const HISTORY_PROJECTS: Sql = raw('(SELECT 0 AS id UNION ALL SELECT id FROM projects)')

const last = `SELECT coalesce(max(m.seq), 0) FROM (SELECT
  (SELECT h.seq FROM history h WHERE h.project_id = p.id ORDER BY h.seq DESC LIMIT 1) AS seq FROM ${HISTORY_PROJECTS.text} p) m`

/** The newest seq of all. */
export const LAST_SEQ: Sql = raw(`(${last})`)

/** The seq of the next history row. */
export const NEXT_SEQ: Sql = raw(`(1 + (${last}))`)
