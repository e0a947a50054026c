import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { NotificationKind, NotificationText } from '../../../src/core/api/notification.ts'

/** What somebody is told of. `key` is made of its cause and unique a person: one cause tells a person once. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: integer('person_id').notNull(),
    key: text().notNull(),
    kind: text().$type<NotificationKind>().notNull(),
    at: integer().notNull(),
    projectId: integer('project_id'),
    recordId: integer('record_id'),
    /** who, or which automation, it is from */
    byPerson: integer('by_person'),
    byAutomation: integer('by_automation'),
    /** in parts, each with the field that it shows, so that it can be narrowed to what its reader may see when it is read */
    text: text({ mode: 'json' }).$type<NotificationText>().notNull(),
    /** shown in the bell; else only mailed */
    inApp: integer('in_app', { mode: 'boolean' })
      .notNull()
      .default(1 as unknown as boolean),
    readAt: integer('read_at'),
    snoozedUntil: integer('snoozed_until'),
    /** how it is to be mailed; null where it isn't, or has been */
    mail: text().$type<'now' | 'digest'>(),
  },
  (t) => [
    uniqueIndex('notifications_key').on(t.personId, t.key),
    index('notifications_person').on(t.personId, t.id),
    index('notifications_unread').on(t.personId, t.id).where(sql`read_at IS NULL`),
    index('notifications_mail').on(t.mail, t.personId, t.id).where(sql`mail IS NOT NULL`),
    index('notifications_read').on(t.readAt).where(sql`read_at IS NOT NULL AND in_app = 1`),
    index('notifications_snoozed').on(t.snoozedUntil).where(sql`snoozed_until IS NOT NULL`),
    index('notifications_record').on(t.recordId).where(sql`record_id IS NOT NULL`),
  ],
)
