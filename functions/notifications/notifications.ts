import type { InferOutput } from 'valibot'
import {
  MOST_UNREAD,
  type NotificationAnswer,
  type notificationsInput,
  type notificationsQuery,
  type Which,
} from '../../src/core/api/notification.ts'
import { idFrom, type Language, languageOf } from '../../src/core/model/index.ts'
import { afterCursor } from '../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { orderOf, pageOf } from '../db/page.ts'
import { selectLanguage } from '../db/select-language.ts'
import { isShown, type NotificationRow, type Reader, selectReadable, selectUnread } from './readable.ts'
import { byOf, sentenceOf } from './sentence.ts'
import { tellPeople } from './tell-people.ts'

const NEWEST = orderOf('notifications', 'n.id', true)
const PAGE = 50

const readerOf = ({ person, catalog }: Context): Reader => ({ person: person.id, catalog })

/** One's own, the newest first, with what one may see of them by now. */
export async function readNotifications(
  context: Context,
  { unread, cursor, limit = PAGE }: InferOutput<typeof notificationsQuery>,
) {
  const { cut } = pageOf(NEWEST, { cursor, limit })
  const after = cursor === undefined ? raw('1') : afterCursor(NEWEST, cursor)
  const reader = readerOf(context)
  const listed = unread ? sql`n.read_at IS NULL AND ${isShown(context.now)}` : raw('n.in_app')
  const [rows, [count], [languageRow]] = await context.batch(
    selectReadable(reader, sql`${listed} AND ${after} ORDER BY ${NEWEST.by} LIMIT ${limit + 1}`),
    selectUnread(reader, context.now, MOST_UNREAD),
    selectLanguage(context.db, context.person.id),
  )
  const language = languageOf(languageRow?.language ?? context.catalog.workspace.locale)
  const { page, next } = cut(rows, ({ id }) => [id])
  return {
    notifications: page.map((row) => notificationAnswer(row, context, language)),
    unread: count!.unread,
    next,
  }
}

function notificationAnswer(
  row: NotificationRow,
  { catalog, now }: Pick<Context, 'catalog' | 'now'>,
  language: Language,
): NotificationAnswer {
  const project = catalog.projects.find(({ id }) => id === row.project)
  return {
    id: String(row.id),
    kind: row.kind,
    at: new Date(row.at).toISOString(),
    readAt: row.readAt === null ? null : new Date(row.readAt).toISOString(),
    snoozedUntil: (row.snoozedUntil ?? 0) > now ? new Date(row.snoozedUntil!).toISOString() : null,
    by: byOf(row, catalog),
    project: project ? { id: String(project.id), name: project.name } : null,
    record: row.record === null ? null : { id: String(row.record), title: row.title ?? '' },
    text: sentenceOf(row, catalog, language),
  }
}

/** Marks one's own. Ids that aren't one's own are nobody's news: nothing happens. */
export async function markNotifications(
  context: Context,
  { read, unread, snooze }: InferOutput<typeof notificationsInput>,
) {
  const { now, person, env } = context
  const change = new Transaction(context)
  const mark = (set: Sql, which: Which, where: Sql) =>
    change.add(
      sql`UPDATE notifications AS n SET ${set} WHERE n.person_id = ${person.id} AND ${where} AND ${among(which)}`,
    )
  if (read !== undefined) mark(sql`read_at = ${now}`, read, sql`n.read_at IS NULL AND ${isShown(now)}`)
  if (unread !== undefined) {
    // What is named is brought back, also from where it was put off.
    const where = Array.isArray(unread) ? raw('n.in_app') : isShown(now)
    mark(raw('read_at = NULL, snoozed_until = NULL'), unread, where)
  }
  if (snooze) mark(sql`read_at = NULL, snoozed_until = ${Date.parse(snooze.until)}`, snooze.ids, raw('n.in_app'))
  const [[count]] = await change.commit(selectUnread(readerOf(context), now, MOST_UNREAD))
  context.waitUntil(() => tellPeople(env, [person.id]))
  return { unread: count!.unread }
}

function among(which: Which): Sql {
  if (which === 'all') return raw('1')
  if ('record' in which) return sql`n.record_id = ${idFrom(which.record)}`
  const ids = JSON.stringify(which.flatMap((id) => idFrom(id) ?? []))
  return sql`n.id IN (SELECT value FROM json_each(${ids}))`
}
