import { useQuery } from '@tanstack/solid-query'
import { createEffect, onCleanup, onMount, Show } from 'solid-js'
import { cache } from '../../client/cache.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { isUnread, markRecordRead, unreadQuery } from '../../client/notifications/notifications.ts'
import { keepTitleCount } from '../../client/notifications/title-count.ts'
import { currentRoute } from '../../client/route.ts'
import { useMe } from '../../client/workspace.ts'
import { MOST_UNREAD } from '../../core/api/notification.ts'
import { t } from '../../i18n/index.ts'
import css from './unread.module.css'

/** How many notifications are unread; what is of the record that one opens is read by that. `inTitle`: the title of the page tells it too. */
export default function Unread(props: { inTitle: boolean }) {
  const me = trackLatestValue(useMe())
  const query = useQuery(
    () => unreadQuery,
    () => cache,
  )
  const answer = trackLatestValue(query as { isPending: boolean; data: typeof query.data })
  const unread = () => answer()?.unread ?? 0
  const text = () => (unread() >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : unread() > 0 ? String(unread()) : '')

  onMount(() => {
    if (!props.inTitle) return
    const title = keepTitleCount(text)
    createEffect(title.show)
    onCleanup(title.stop)
  })

  createEffect(() => {
    const record = openRecord()
    const data = answer()
    if (!props.inTitle || !record || !data || !me()?.may.write || document.hidden) return
    const isListed = data.notifications.some((one) => one.record?.id === record && isUnread(one))
    if (isListed) void markRecordRead(record)
  })

  return (
    <Show when={text()}>
      <span class={css.count} aria-hidden="true">
        {text()}
      </span>
      <span class="hidden-text">{t('rail.unread', { count: unread() })}</span>
    </Show>
  )
}

/** /p/<project>/r/<record>, or /r/<record>. */
function openRecord(): string | undefined {
  const { parts } = currentRoute()
  return parts[0] === 'r' ? parts[1] : parts[2] === 'r' ? parts[3] : undefined
}
