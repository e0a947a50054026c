import AlarmClock from 'lucide-solid/icons/alarm-clock'
import AlarmClockOff from 'lucide-solid/icons/alarm-clock-off'
import Check from 'lucide-solid/icons/check'
import CircleDot from 'lucide-solid/icons/circle-dot'
import { For, Show } from 'solid-js'
import { instant } from '../../client/format.ts'
import { isUnread as isUnreadOne, markRead, markUnread, snooze } from '../../client/notifications/notifications.ts'
import { toast } from '../../client/toasts.ts'
import { t } from '../../i18n/index.ts'
import { sayLater } from '../../i18n/later.ts'
import { focusBeside } from '../../parts/focus-next.ts'
import { MenuButton } from '../../parts/menu-button.tsx'
import { Avatar } from '../../widgets/avatar.tsx'
import { Button } from '../../widgets/button.tsx'
import { type Group, timeOf } from './groups.ts'
import css from './panel.module.css'
import { snoozeTimes } from './snooze-times.ts'

/** What is told of a record: its title, which opens it, and each thing with its time. */
export function GroupItem(props: { group: Group; mayMark: boolean; onOpen: () => void }) {
  const items = () => props.group.items
  const ids = () => items().map(({ id }) => id)
  const isUnread = () => items().some(isUnreadOne)
  const isSnoozed = () => items().every(({ snoozedUntil }) => snoozedUntil !== null)
  const title = () => props.group.record?.title ?? items()[0]!.text
  const href = () => {
    const { project, record } = props.group
    return project && record ? `/p/${project.id}/r/${record.id}` : project ? `/p/${project.id}/` : undefined
  }
  const by = () => items()[0]!.by.person?.name ?? items()[0]!.by.automation?.name

  let row!: HTMLLIElement

  /** What is marked may leave the list: the focus goes to what comes next. */
  function keepFocus(): void {
    const panel = row.closest('[data-panel]')
    focusBeside(row, () => panel?.querySelector('button, a'))
  }

  function putOff(until: Date): void {
    const [all, read] = [ids(), items().flatMap(({ id, readAt }) => (readAt === null ? [] : [id]))]
    keepFocus()
    void snooze(all, until)
    const bringBack = async () => {
      await markUnread(all)
      if (read.length > 0) await markRead(read)
    }
    const text = sayLater('bell.snoozed', { when: instant(until.toISOString()) })
    toast({ kind: 'done', text, action: { label: t('undo'), onClick: () => void bringBack() } })
  }

  return (
    <li ref={row} class={css.group} data-unread={isUnread() ? '' : undefined}>
      <span class={css.who}>
        <Show when={by()}>{(name) => <Avatar decorative small name={name()} />}</Show>
      </span>
      <div class={css.what}>
        <Show when={href()} fallback={<span class={css.title}>{title()}</span>}>
          {(href) => (
            <a
              class={css.title}
              href={href()}
              onClick={() => {
                if (isUnread() && props.mayMark) void markRead(ids())
                props.onOpen()
              }}
            >
              {items().length > 1 ? sayLater('bell.on', { count: items().length, title: title() }) : title()}
            </a>
          )}
        </Show>
        <For each={items()}>
          {(item) => (
            <p class={css.line} data-unread={isUnreadOne(item) ? '' : undefined}>
              <Show when={props.group.record}>
                <span>{item.text}</span>
              </Show>
              <time class={css.at} datetime={item.at} title={instant(item.at)}>
                {timeOf(item.at)}
              </time>
              <Show when={item.snoozedUntil}>
                {(until) => <span class={css.at}>{sayLater('bell.until', { when: instant(until()) })}</span>}
              </Show>
            </p>
          )}
        </For>
      </div>
      <Show when={props.mayMark}>
        <span class={css.actions}>
          <Show
            when={!isSnoozed()}
            fallback={
              <Button
                variant="icon"
                size="small"
                aria-label={sayLater('bell.bringBackOf', { title: title() })}
                title={sayLater('bell.bringBack')}
                onClick={() => void markUnread(ids())}
              >
                <AlarmClockOff size={16} />
              </Button>
            }
          >
            <MenuButton
              label={sayLater('bell.snooze', { title: title() })}
              size="small"
              trigger={<AlarmClock size={16} />}
              items={snoozeTimes().map(({ name, until }) => ({ label: sayLater(name), onSelect: () => putOff(until) }))}
            />
            <Button
              variant="icon"
              size="small"
              aria-label={sayLater(isUnread() ? 'bell.readOf' : 'bell.unreadOf', { title: title() })}
              title={sayLater(isUnread() ? 'bell.read' : 'bell.unreadAgain')}
              onClick={() => {
                keepFocus()
                void (isUnread() ? markRead(ids()) : markUnread(ids()))
              }}
            >
              {isUnread() ? <Check size={16} /> : <CircleDot size={16} />}
            </Button>
          </Show>
        </span>
      </Show>
    </li>
  )
}
