import type { StoredNotify } from '../../src/core/api/notification.ts'
import { isQuiet, lastDigestAt, preferencesOf } from '../../src/core/notifications/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import type { Database } from '../db/client.ts'

/** A mail that is due: what waits for that person until `until`. */
export interface DueMail {
  person: number
  email: string
  language: string | null
  way: 'now' | 'digest'
  until: number
  /** of a digest; one at once is named by what is in it */
  key: string | null
}

/** Written to so many people in one tick; the next one goes on. */
const MOST = 10

interface PendingRow {
  way: DueMail['way']
  id: number
  email: string
  language: string | null
  notify: string
  quiet: string | null
  digestAt: string | null
  /** when the oldest was */
  first: number
}

interface WorkspaceRow {
  zone: string
  workingDays: string
  holidays: string
}

/** Whose mails are due at `now`. While nobody's wait it reads a handful of rows; otherwise a few for each person. */
export async function findDueMails(db: Database, now: number): Promise<DueMail[]> {
  const [atOnce, digests, [place]] = await runBatch(db, [
    selectPending('now'),
    selectPending('digest'),
    sql<WorkspaceRow>`SELECT zone, working_days AS workingDays, holidays FROM workspace`,
  ])
  if (!place || atOnce.length + digests.length === 0) return []
  const calendar = { workingDays: JSON.parse(place.workingDays), holidays: JSON.parse(place.holidays) }
  const due = [...atOnce, ...digests].flatMap((row): DueMail[] => {
    const { quiet, digestAt } = preferencesOf({
      notify: JSON.parse(row.notify) as StoredNotify,
      quiet: JSON.parse(row.quiet ?? 'null'),
      digestAt: row.digestAt,
    })
    const { id, email, language, way } = row
    const mail = { person: id, email, language, way }
    if (way === 'now') return isQuiet(quiet, place.zone, now) ? [] : [{ ...mail, until: now, key: null }]
    const last = lastDigestAt(digestAt, { zone: place.zone, calendar }, now)
    return last && row.first <= last.at ? [{ ...mail, until: last.at, key: `digest:${id}:${last.day}` }] : []
  })
  return (await withoutSent(db, due)).slice(0, MOST)
}

/** One digest a day: what came in late waits for the next. */
async function withoutSent(db: Database, due: readonly DueMail[]): Promise<DueMail[]> {
  const keys = due.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return [...due]
  const [sent] = await runBatch(db, [
    sql<{
      key: string
    }>`SELECT d.key FROM json_each(${JSON.stringify(keys)}) k CROSS JOIN deliveries d ON d.key = k.value`,
  ])
  return due.filter(({ key }) => !sent.some((one) => one.key === key))
}

/** Everybody for whom something waits, found person by person in the index, however much that is. */
const selectPending = (way: DueMail['way']): Sql<PendingRow> => {
  const waiting = raw(`notifications w WHERE w.mail = '${way}'`)
  return sql`WITH RECURSIVE waiting(id) AS (
      SELECT min(w.person_id) FROM ${waiting}
      UNION ALL SELECT (SELECT min(w.person_id) FROM ${waiting} AND w.person_id > waiting.id) FROM waiting WHERE waiting.id IS NOT NULL)
    SELECT ${raw(`'${way}'`)} AS way, p.id, p.email, p.language, p.notify, p.quiet, p.digest_at AS digestAt,
      (SELECT w.at FROM ${waiting} AND w.person_id = p.id ORDER BY w.id LIMIT 1) AS first
    FROM waiting CROSS JOIN people p ON p.id = waiting.id WHERE p.deactivated_at IS NULL`
}
