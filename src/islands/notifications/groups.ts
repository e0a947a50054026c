import { supportsDates } from '../../client/fallback-dates.ts'
import { ago, day } from '../../client/format.ts'
import { localDay } from '../../client/local-day.ts'
import type { NotificationAnswer } from '../../core/api/notification.ts'
import { localeOf } from '../../i18n/index.ts'
import { sayLater } from '../../i18n/later.ts'

/** What is told of one record on one day. */
export interface Group {
  key: string
  record: NotificationAnswer['record']
  project: NotificationAnswer['project']
  items: NotificationAnswer[]
}

export interface Day {
  date: string
  name: string
  groups: Group[]
}

/** By the reader's day, the newest first, and in it by record; what is of no record stands for itself. */
export function groupsOf(notifications: readonly NotificationAnswer[]): Day[] {
  const days = Map.groupBy(notifications, ({ at }) => localDay(new Date(at)))
  return [...days].map(([date, items]) => ({
    date,
    name: nameOf(date),
    groups: [...Map.groupBy(items, ({ id, record }) => record?.id ?? `alone ${id}`)].map(([key, items]) => ({
      key: `${date} ${key}`,
      record: items[0]!.record,
      project: items[0]!.project,
      items,
    })),
  }))
}

/** How long ago it was; of an earlier day, whose name stands above, at which time. */
export const timeOf = (time: string): string =>
  localDay(new Date(time)) === localDay(new Date())
    ? ago(time)
    : new Date(time).toLocaleTimeString(supportsDates() ? localeOf() : 'en-GB', { timeStyle: 'short' })

function nameOf(date: string): string {
  const now = new Date()
  if (date === localDay(now)) return sayLater('bell.today')
  now.setDate(now.getDate() - 1)
  return date === localDay(now) ? sayLater('bell.yesterday') : day(date)
}
