import { Key } from '@solid-primitives/keyed'
import { useInfiniteQuery } from '@tanstack/solid-query'
import BellOff from 'lucide-solid/icons/bell-off'
import CheckCheck from 'lucide-solid/icons/check-check'
import Settings from 'lucide-solid/icons/settings'
import { For, Match, Show, Switch } from 'solid-js'
import { api, pathOfPage } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { isUnread, listKey, markAllRead, markUnread } from '../../client/notifications/notifications.ts'
import { persisted } from '../../client/persisted.ts'
import { toast } from '../../client/toasts.ts'
import { useMe } from '../../client/workspace.ts'
import type { NotificationsAnswer } from '../../core/api/notification.ts'
import { t } from '../../i18n/index.ts'
import { sayLater } from '../../i18n/later.ts'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { Delayed } from '../../widgets/delayed.tsx'
import { Message } from '../../widgets/message.tsx'
import { Sheet } from '../../widgets/overlay/sheet.tsx'
import { GroupItem } from './group-item.tsx'
import { groupsOf } from './groups.ts'
import css from './panel.module.css'

interface Props {
  anchor: HTMLElement
  onClose: () => void
}

/** What one is told of, the newest first, by day and record. */
export default function Panel(props: Props) {
  const [shown, setShown] = persisted<'unread' | 'all'>('notifications', 'unread')
  const query = useInfiniteQuery(
    () => ({
      queryKey: [...listKey, shown()],
      queryFn: ({ pageParam }: { pageParam: string }) =>
        api<NotificationsAnswer>(
          'GET',
          pathOfPage(`/api/notifications?limit=30${shown() === 'unread' ? '&unread=1' : ''}`, pageParam),
        ),
      initialPageParam: '',
      getNextPageParam: (lastPage: NotificationsAnswer) => lastPage.next,
    }),
    () => cache,
  )
  const pages = trackLatestValue(query as { isPending: boolean; data: { pages: NotificationsAnswer[] } | undefined })
  const notifications = () => pages()?.pages.flatMap((page) => page.notifications)
  const me = trackLatestValue(useMe())
  /** Who looks through another role changes nothing. */
  const mayMark = () => me()?.may.write ?? false
  const hasUnread = () => notifications()?.some(isUnread) ?? false
  let bar!: HTMLDivElement

  async function readAll(): Promise<void> {
    // The button is pressed no more.
    bar.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus()
    const ids = await markAllRead()
    if (ids.length === 0) return
    const undo = { label: t('undo'), onClick: () => void markUnread(ids) }
    toast({ kind: 'done', text: sayLater('bell.allRead', { count: ids.length }), action: undo })
  }

  return (
    <Sheet
      label={t('rail.notifications')}
      closeLabel={t('close')}
      anchor={props.anchor}
      placement="right-start"
      onClose={props.onClose}
    >
      <div class={css.panel} data-panel>
        <div class={css.bar} ref={bar}>
          <fieldset class={css.choices} aria-label={sayLater('bell.which')}>
            <For each={['unread', 'all'] as const}>
              {(which) => (
                <Button variant="plain" size="small" aria-pressed={shown() === which} onClick={() => setShown(which)}>
                  {sayLater(`bell.${which}`)}
                </Button>
              )}
            </For>
          </fieldset>
          <Button variant="plain" size="small" disabled={!hasUnread() || !mayMark()} onClick={() => void readAll()}>
            <CheckCheck size={16} />
            {sayLater('bell.readAll')}
          </Button>
          <a
            class={buttonClass('icon', 'small')}
            href="/settings/notifications"
            aria-label={sayLater('bell.settings')}
            title={sayLater('bell.settings')}
            onClick={() => props.onClose()}
          >
            <Settings size={16} />
          </a>
        </div>
        <Switch>
          <Match when={notifications()?.length}>
            {/* By their keys: an open menu stays open, and the focus where it is, when something new comes. */}
            <Key each={groupsOf(notifications()!)} by="date">
              {(day) => (
                <section aria-label={day().name}>
                  <h3 class={css.day}>{day().name}</h3>
                  <ul>
                    <Key each={day().groups} by="key">
                      {(group) => <GroupItem group={group()} mayMark={mayMark()} onOpen={props.onClose} />}
                    </Key>
                  </ul>
                </section>
              )}
            </Key>
            <Show when={query.hasNextPage}>
              <div class={css.more}>
                <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            </Show>
          </Match>
          <Match when={query.isError}>
            <Message role="alert" title={t('failed.title')} text={t('problem.offline')}>
              <Button variant="solid" onClick={() => void query.refetch()}>
                {t('retry')}
              </Button>
            </Message>
          </Match>
          <Match when={notifications()}>
            <Message
              icon={<BellOff size={20} />}
              title={sayLater(shown() === 'unread' ? 'bell.noneUnread' : 'bell.none')}
              text={sayLater('bell.noneText')}
            />
          </Match>
          <Match when={true}>
            <Delayed>
              <div class={css.waiting} aria-hidden="true" />
            </Delayed>
          </Match>
        </Switch>
      </div>
    </Sheet>
  )
}
