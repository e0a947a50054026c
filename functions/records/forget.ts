import { type Sql, sql } from '../../src/core/sql/index.ts'
import { eraseHistory } from '../changes/history-range.ts'
import { keepNumbers } from '../changes/running-numbers.ts'

/**
 * Deletes all that there is of these records: their history and that of their comments and files, those themselves, links to and
 * from them, tags, assignees, notifications, runs of automations, texts, what was sent because of them, what visitors sent in for them, and last the records. What
 * was counted of them is taken out before, where they were not in the bin, of which nothing is counted. Other records that pointed here keep in their history that they pointed at something, and no
 * longer at what. `ids` is a SELECT of their ids, which each statement asks anew.
 */
export const forgetRecords = (ids: Sql): Sql[] => [
  ...eraseHistory(sql`kind = 'record' AND thing_id IN (${ids})`),
  ...eraseHistory(sql`kind = 'comment' AND thing_id IN (SELECT a.id FROM comments a WHERE a.record_id IN (${ids}))`),
  ...eraseHistory(sql`kind = 'file' AND thing_id IN (SELECT a.id FROM files a WHERE a.record_id IN (${ids}))`),
  ...eraseHistory(sql`kind = 'submission' AND thing_id IN (${submissionsOf(ids)})`),
  ...keepNumbers(ids),
  sql`DELETE FROM comments WHERE record_id IN (${ids})`,
  sql`DELETE FROM files WHERE record_id IN (${ids})`,
  sql`DELETE FROM deliveries WHERE record_id IN (${ids})`,
  sql`DELETE FROM links WHERE from_id IN (${ids})`,
  sql`DELETE FROM links WHERE to_id IN (${ids})`,
  sql`DELETE FROM record_tags WHERE record_id IN (${ids})`,
  sql`DELETE FROM assignees WHERE record_id IN (${ids})`,
  sql`DELETE FROM notifications WHERE record_id IN (${ids})`,
  sql`DELETE FROM runs WHERE record_id IN (${ids})`,
  // What a visitor sent is theirs, too, in whichever of the two records it came to lie.
  sql`DELETE FROM submission_files WHERE submission_id IN (${submissionsOf(ids)})`,
  sql`DELETE FROM submissions WHERE id IN (${submissionsOf(ids)})`,
  sql`DELETE FROM texts WHERE id IN (SELECT t.id FROM (${ids}) f CROSS JOIN texts t ON t.id BETWEEN f.id * 128 AND f.id * 128 + 127)`,
  sql`DELETE FROM records WHERE id IN (${ids})`,
]

/** What visitors sent in because of which these records, or those made along with them, are there. */
const submissionsOf = (ids: Sql): Sql =>
  sql`SELECT s.id FROM submissions s WHERE s.record_id IN (${ids}) UNION SELECT s.id FROM submissions s WHERE s.linked_id IN (${ids})`

/** The keys in R2 of their files' bytes, read in the same batch before; they go once the rows are gone, when nobody finds them any more. */
export const fileKeys = (ids: Sql): Sql<{ key: string }> =>
  sql`SELECT a.key FROM files a WHERE a.record_id IN (${ids})
    UNION ALL SELECT f.key FROM submission_files f WHERE f.submission_id IN (${submissionsOf(ids)})`
