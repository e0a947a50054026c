import { onCleanup, onMount, Show } from 'solid-js'
import * as format from '../../../client/format.ts'
import type { ListAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Dot } from '../../../widgets/chip.tsx'
import { useBoard } from './board-context.ts'
import type { Column } from './board-types.ts'
import css from './column-rail.module.css'
import { totalsText } from './column-totals.ts'

/** A folded list: opens on a click, and while a card is held above it. */
export function ColumnRail(props: { list: ListAnswer; column: Column }) {
  const board = useBoard()
  const shown = () => board.asDropped(props.column)
  const sum = () => totalsText(shown().totals, format.money)
  const { id } = props.list
  let element!: HTMLElement
  onMount(() => board.scrollAreas.set(id, { scroller: element, indexAt: () => 0, scrollToIndex: () => undefined }))
  onCleanup(() => board.scrollAreas.delete(id))
  return (
    <section class={css.rail} ref={element} data-list={props.list.id} data-folded="" aria-label={props.list.name}>
      <Dot color={props.list.color} />
      <span class={css.count} data-count>
        {format.number(shown().count)}
      </span>
      <h2 class={css.name}>{props.list.name}</h2>
      <Show when={board.layout().amount}>
        <span class="hidden-text" data-sum={sum()}>
          {sum()}
        </span>
      </Show>
      <button
        type="button"
        class={css.open}
        aria-expanded="false"
        aria-label={t('board.unfold', { list: props.list.name })}
        title={[t('board.unfold', { list: props.list.name }), sum()].filter(Boolean).join('\n')}
        onClick={() => board.setFolded(props.list, false)}
      />
    </section>
  )
}
