import type {
  NOTIFICATION_KINDS,
  NotificationKind,
  NotifyPreferences,
  NotifyWay,
  StoredNotify,
} from '../api/notification.ts'

/** How everybody is told from the start: what is meant for them at once, what only concerns them with the next digest. */
export const DEFAULT_NOTIFY: Record<(typeof NOTIFICATION_KINDS)[number], NotifyWay> = {
  mention: { inApp: true, mail: 'now' },
  assigned: { inApp: true, mail: 'now' },
  comment: { inApp: true, mail: 'digest' },
  moved: { inApp: true, mail: 'digest' },
  automation: { inApp: true, mail: 'digest' },
  reminder: { inApp: true, mail: 'now' },
  export: { inApp: true, mail: 'none' },
  failure: { inApp: true, mail: 'now' },
  submitted: { inApp: true, mail: 'now' },
}

const DEFAULT_DIGEST_AT = '08:00'

/** What a person's row says of it. */
export interface StoredPreferences {
  notify: StoredNotify
  quiet: NotifyPreferences['quiet']
  digestAt: string | null
}

/** How somebody is told: as they have chosen, and of what they haven't, as everybody is. */
export const preferencesOf = ({ notify, quiet, digestAt }: StoredPreferences): NotifyPreferences => ({
  notify: { ...DEFAULT_NOTIFY, ...notify },
  quiet,
  digestAt: digestAt ?? DEFAULT_DIGEST_AT,
})

type SentNotify = Partial<
  Record<NotificationKind, { inApp?: boolean | undefined; mail?: NotifyWay['mail'] | undefined }>
>

/** What is to be stored of what somebody has sent: each kind that they chose for, whole. */
export function chosenNotify(stored: StoredNotify, sent: SentNotify): StoredNotify {
  const chosen: StoredNotify = {}
  for (const [kind, way] of Object.entries(sent) as [NotificationKind, SentNotify[NotificationKind]][]) {
    const before = stored[kind] ?? DEFAULT_NOTIFY[kind]
    chosen[kind] = { inApp: way?.inApp ?? before.inApp, mail: way?.mail ?? before.mail }
  }
  return chosen
}
