import type { InfiniteData } from '@tanstack/solid-query'
import type { NotificationAnswer, NotificationsAnswer } from '../../core/api/notification.ts'
import { allPages, api } from '../api.ts'
import { cache } from '../cache.ts'
import { toastError } from '../error-message.ts'

/** What the bell counts, with the newest unread ones, so that it is known of which records they are. */
export const unreadQuery = {
  queryKey: ['notifications', 'count'],
  queryFn: () => api<NotificationsAnswer>('GET', '/api/notifications?unread=1&limit=50'),
  staleTime: 60_000,
}

/** Followed by which are shown: 'unread' or 'all'. */
export const listKey = ['notifications', 'list']

/** Neither read nor put off. */
export const isUnread = ({ readAt, snoozedUntil }: NotificationAnswer): boolean =>
  readAt === null && snoozedUntil === null

type Pages = InfiniteData<NotificationsAnswer, string>

/** Asks anew for all that is shown of them. */
export const refreshNotifications = () => cache.invalidateQueries({ queryKey: ['notifications'] })

const MOST_MARKED = 500

interface Mark {
  /** what is sent */
  body: object
  /** which it is of */
  of: (one: NotificationAnswer) => boolean
  after: (one: NotificationAnswer) => NotificationAnswer
}

/** Marks notifications at once, and takes it back where it is refused. */
async function mark({ body, of, after }: Mark): Promise<void> {
  await cache.cancelQueries({ queryKey: ['notifications'] })
  const update = (page: NotificationsAnswer, keeps: (one: NotificationAnswer) => boolean): NotificationsAnswer => {
    let { unread } = page
    const notifications = page.notifications.flatMap((one) => {
      if (!of(one)) return [one]
      const marked = after(one)
      unread += Number(isUnread(marked)) - Number(isUnread(one))
      return keeps(marked) ? [marked] : []
    })
    return { ...page, notifications, unread: Math.max(0, unread) }
  }
  cache.setQueryData<NotificationsAnswer>(unreadQuery.queryKey, (page) => page && update(page, isUnread))
  for (const [key, data] of cache.getQueriesData<Pages>({ queryKey: listKey }))
    if (data) {
      const keeps = key.at(-1) === 'unread' ? isUnread : () => true
      cache.setQueryData<Pages>(key, { ...data, pages: data.pages.map((page) => update(page, keeps)) })
    }
  try {
    const { unread } = await api<{ unread: number }>('PUT', '/api/notifications', body)
    cache.setQueryData<NotificationsAnswer>(unreadQuery.queryKey, (page) => page && { ...page, unread })
  } catch (error) {
    void refreshNotifications()
    await toastError(error)
  }
}

const read = (one: NotificationAnswer) => ({ ...one, readAt: one.readAt ?? new Date().toISOString() })

export const markRead = (ids: readonly string[]) =>
  mark({ body: { read: ids }, of: ({ id }) => ids.includes(id), after: read })

/** They may have to come back into a list that they had left. */
export async function markUnread(ids: readonly string[]): Promise<void> {
  const after = (one: NotificationAnswer) => ({ ...one, readAt: null, snoozedUntil: null })
  await mark({ body: { unread: ids }, of: ({ id }) => ids.includes(id), after })
  await refreshNotifications()
}

/** Answers which they were, so that they can be brought back: as many as one call may name. */
export async function markAllRead(): Promise<string[]> {
  const unread = await allPages<NotificationAnswer>('/api/notifications?unread=1&limit=100', 'notifications').catch(
    () => [],
  )
  await mark({ body: { read: 'all' }, of: isUnread, after: read })
  return unread.map(({ id }) => id).slice(0, MOST_MARKED)
}

export const markRecordRead = (record: string) =>
  mark({ body: { read: { record } }, of: (one) => one.record?.id === record && one.snoozedUntil === null, after: read })

export const snooze = (ids: readonly string[], until: Date) =>
  mark({
    body: { snooze: { ids, until: until.toISOString() } },
    of: ({ id }) => ids.includes(id),
    after: (one) => ({ ...one, readAt: null, snoozedUntil: until.toISOString() }),
  })
