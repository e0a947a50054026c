import { type Sql, sql } from '../../../src/core/sql/index.ts'

/** Which of these records the change that is undone had made and undo leaves where they are, since others have worked on them. */
export const selectStaying = (
  change: number,
  among: readonly number[],
  binned: readonly number[],
): Sql<{ id: number }> =>
  sql`SELECT r.id FROM json_each(${JSON.stringify(among)}) k CROSS JOIN records r ON r.id = k.value
    CROSS JOIN history h ON h.kind = 'record' AND h.thing_id = r.id AND h.change_id = ${change} AND h.what = 'created'
    WHERE r.deleted_at IS NULL AND r.id NOT IN (SELECT value FROM json_each(${JSON.stringify(binned)}))`
