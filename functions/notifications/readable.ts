import type { NotificationKind, NotificationText } from '../../src/core/api/notification.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { visibleAnywhere } from '../db/record-visibility.ts'

/** Whose notifications are read, with what they may see at that moment. */
export interface Reader {
  person: number
  /** filtered */
  catalog: Catalog
}

export interface NotificationRow {
  id: number
  kind: NotificationKind
  at: number
  readAt: number | null
  snoozedUntil: number | null
  project: number | null
  record: number | null
  title: string | null
  byPerson: number | null
  byAutomation: number | null
  /** JSON, a NotificationText */
  text: string
  /** of the comment that it is about; null where that is gone */
  comment: string | null
}

export const textOf = ({ text }: NotificationRow): NotificationText => JSON.parse(text) as NotificationText

const COLUMNS =
  raw(`n.id, n.kind, n.at, n.read_at AS readAt, n.snoozed_until AS snoozedUntil, n.project_id AS project, n.record_id AS record, r.title,
  n.by_person AS byPerson, n.by_automation AS byAutomation, n.text, c.body AS comment`)
const WITH_RECORD = raw('notifications n LEFT JOIN records r ON r.id = n.record_id')

const WITH_COMMENT = sql`${WITH_RECORD} LEFT JOIN comments c
  ON c.id = n.text ->> '$.about.comment' AND c.record_id = n.record_id AND c.deleted_at IS NULL`

/** What was told of a record or project that they don't see any more isn't there for them, and isn't counted. */
function isReadable({ catalog }: Reader): Sql {
  const projects = JSON.stringify(catalog.projects.map(({ id }) => id))
  return sql`CASE WHEN n.record_id IS NOT NULL
    THEN r.deleted_at IS NULL AND ${visibleAnywhere(catalog)}
    ELSE n.project_id IS NULL OR n.project_id IN (SELECT value FROM json_each(${projects})) END`
}

/** In the bell at that moment: not snoozed. */
export const isShown = (now: number): Sql => sql`n.in_app AND coalesce(n.snoozed_until, 0) <= ${now}`

/** `rest`: further conditions, order and limit. */
export const selectReadable = (reader: Reader, rest: Sql): Sql<NotificationRow> =>
  sql`SELECT ${COLUMNS} FROM ${WITH_COMMENT} WHERE n.person_id = ${reader.person} AND ${isReadable(reader)} AND ${rest}`

/** What waits to be mailed, the oldest first, and of each whether its reader may still read it. */
export const selectWaiting = (
  reader: Reader,
  way: 'now' | 'digest',
  until: number,
  most: number,
): Sql<NotificationRow & { readable: number }> =>
  sql`SELECT ${COLUMNS}, coalesce(${isReadable(reader)}, 0) AS readable FROM ${WITH_COMMENT}
    WHERE n.mail = ${way} AND n.person_id = ${reader.person} AND n.at <= ${until} ORDER BY n.id LIMIT ${most}`

export const selectUnread = (reader: Reader, now: number, most: number): Sql<{ unread: number }> =>
  sql`SELECT count(*) AS unread FROM (SELECT 1 FROM ${WITH_RECORD}
    WHERE n.person_id = ${reader.person} AND ${isReadable(reader)} AND n.read_at IS NULL AND ${isShown(now)} LIMIT ${raw(String(most))})`
