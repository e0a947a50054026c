import * as v from 'valibot'
import { isTime } from '../time/time-of-day.ts'
import { count, id, idOf, instant, named, next, paging } from './common.ts'

export const NOTIFICATION_KINDS = [
  'mention',
  'assigned',
  'comment',
  'moved',
  'automation',
  'reminder',
  'export',
  'failure',
  'submitted',
] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** What is said, in parts: a text, or what fields say, for those only who may see them. */
/** `fields`: all of them must be seen: a reference, and the field that is read through it */
export type NotificationPart = string | { fields: number[]; text: string }
export interface NotificationText {
  /** a person's or an automation's own words; null where the kind alone says it */
  parts: NotificationPart[] | null
  /** what the kind's sentence names: `list` and so on, by ids */
  about?: {
    list?: number
    from?: number
    comment?: number
    /** what it is called */
    form?: string
    error?: { code: string; [part: string]: unknown }
    /** it hasn't failed: it doesn't run any more, because of that */
    paused?: true
    /** the webhook that it is about: the host that it goes to */
    webhook?: string
  }
}

export const notification = v.strictObject({
  id,
  kind: v.picklist(NOTIFICATION_KINDS),
  at: instant,
  readAt: v.nullable(instant),
  /** until when it is put off: till then it is in no list of unread ones, and isn’t counted */
  snoozedUntil: v.nullable(instant),
  by: v.strictObject({ person: v.optional(named), automation: v.optional(named) }),
  project: v.nullable(named),
  record: v.nullable(v.strictObject({ id, title: v.string() })),
  /** in the reader's language; what they may not see is left out */
  text: v.string(),
})
export type NotificationAnswer = v.InferOutput<typeof notification>

/** So many unread ones are counted; of more it is only known that there are more. */
export const MOST_UNREAD = 100
const unread = v.pipe(count, v.description(`how many are unread; ${MOST_UNREAD} where there are as many or more`))

export const notifications = v.strictObject({ notifications: v.array(notification), unread, next })
export type NotificationsAnswer = v.InferOutput<typeof notifications>
export const unreadAnswer = v.strictObject({ unread })

export const notificationsQuery = v.object({
  ...paging,
  unread: v.optional(v.pipe(v.picklist(['1']), v.description('only what is unread'))),
})

const ids = v.pipe(v.array(idOf('notification', 'a notification')), v.maxLength(500))
/** `record`: all that are of it */
const which = v.union([v.literal('all'), ids, v.strictObject({ record: id })])
export type Which = v.InferOutput<typeof which>

export const notificationsInput = v.partial(
  v.strictObject({
    read: which,
    unread: which,
    /** out of sight until then, and unread again when it comes back */
    snooze: v.strictObject({ ids, until: instant }),
  }),
)

export const MAIL_WAYS = ['now', 'digest', 'none'] as const
const way = v.strictObject({ inApp: v.boolean(), mail: v.picklist(MAIL_WAYS) })
export type NotifyWay = v.InferOutput<typeof way>
/** Of kinds that somebody has chosen for. */
export type StoredNotify = Partial<Record<NotificationKind, NotifyWay>>

const time = v.pipe(v.string(), v.check(isTime, 'a time like 09:00'))
export const quiet = v.strictObject({ from: time, to: time })

/** What somebody wants to be told of and how; times are of the workspace's zone. */
export const notifyPreferences = v.strictObject({
  notify: v.object(
    Object.fromEntries(NOTIFICATION_KINDS.map((kind) => [kind, way])) as Record<NotificationKind, typeof way>,
  ),
  quiet: v.nullable(quiet),
  digestAt: time,
})
export type NotifyPreferences = v.InferOutput<typeof notifyPreferences>

const someWay = v.partial(way)

export const notifyPreferencesInput = v.partial(
  v.strictObject({
    notify: v.partial(
      v.strictObject(
        Object.fromEntries(NOTIFICATION_KINDS.map((kind) => [kind, someWay])) as Record<
          NotificationKind,
          typeof someWay
        >,
      ),
    ),
    quiet: v.nullable(quiet),
    digestAt: time,
  }),
)
