import CalendarDays from 'lucide-solid/icons/calendar-days'
import Clock from 'lucide-solid/icons/clock'
import { For, Show } from 'solid-js'
import * as format from '../../../client/format.ts'
import type { ListAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Present } from '../../../parts/presence/present.tsx'
import { Avatar } from '../../../widgets/avatar.tsx'
import { Chip } from '../../../widgets/chip.tsx'
import { useBoard } from './board-context.ts'
import type { BoardCard } from './board-types.ts'
import css from './card.module.css'
import { ageOf, fieldText, filledFields, hasFoot, hasMoneyLine, heightOf } from './card-layout.ts'

export function Card(props: { record: BoardCard; list: ListAnswer; isFirst: boolean }) {
  const board = useBoard()
  const open = () => props.list.kind === 'open'
  const days = () => format.daysSince(props.record.enteredListAt)
  const age = () => ageOf(days(), open() ? props.list.staleAfterDays : null)
  const tagColor = (id: string) => board.project().tags.find((tag) => tag.id === id)?.color ?? 'grey'
  const overdue = () => open() && props.record.due !== null && props.record.due < board.today()
  return (
    <article
      class={css.card}
      data-record={props.record.id}
      data-lifted={board.liftedCard() === props.record.id ? '' : undefined}
      data-dragged={board.draggedCard() === props.record.id ? '' : undefined}
      data-open={board.openRecord() === props.record.id ? '' : undefined}
      style={{ height: `${heightOf(props.record, board.layout(), open())}px` }}
    >
      <a
        class={css.title}
        href={board.hrefOf(props.record.id)}
        draggable={false}
        tabindex={board.tabStop() === props.record.id || (!board.tabStop() && props.isFirst) ? 0 : -1}
        aria-describedby="board-keys"
        onFocus={() => board.setTabStop(props.record.id)}
        onKeyDown={(event) => board.onCardKey(event, props.record.id)}
      >
        {props.record.title}
      </a>
      <Present record={props.record.id} onCard />
      <Show when={hasMoneyLine(props.record, board.layout())}>
        <div class={css.line}>
          <span class={css.soft}>{fieldText(props.record, board.layout().customer)}</span>
          <span class={css.amount}>{fieldText(props.record, board.layout().amount)}</span>
        </div>
      </Show>
      <For each={filledFields(props.record, board.layout())}>
        {(field) => (
          <div class={css.line} title={field.name}>
            <span class={css.soft}>{fieldText(props.record, field)}</span>
          </div>
        )}
      </For>
      <Show when={hasFoot(props.record, open())}>
        <div class={css.foot}>
          <Show when={open()}>
            <span
              class={css.fact}
              data-age={age()}
              title={t('board.inList', { since: format.instant(props.record.enteredListAt) })}
            >
              <Show when={age() !== 'fresh'}>
                <Clock size={12} />
                <span class="hidden-text">{t('board.stale')}</span>
              </Show>
              {days() === 0 ? t('board.today') : t('board.daysShort', { count: days() })}
            </span>
          </Show>
          <Show when={props.record.due}>
            {(due) => (
              <span class={css.fact} data-age={overdue() ? 'stale' : 'fresh'} title={t('record.due')}>
                <CalendarDays size={12} />
                {format.dayShort(due())}
              </span>
            )}
          </Show>
          <span class={css.tags}>
            <For each={props.record.tags}>
              {(tag) => (
                <button
                  type="button"
                  class={css.tag}
                  tabindex={-1}
                  aria-pressed={board.isTagSelected(tag.id)}
                  title={t('board.filterByTag', { name: tag.name })}
                  onClick={() => board.toggleTag(tag.id)}
                >
                  <Chip dot name={tag.name} color={tagColor(tag.id)} />
                </button>
              )}
            </For>
          </span>
          <span class={css.people}>
            <For each={props.record.assignees.slice(0, 3)}>{(person) => <Avatar small name={person.name} />}</For>
            <Show when={open() && board.project().parts.assignees && props.record.assignees.length === 0}>
              <span class={css.nobody} role="img" aria-label={t('board.nobody')} title={t('board.nobody')} />
            </Show>
          </span>
        </div>
      </Show>
    </article>
  )
}
