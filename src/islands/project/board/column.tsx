import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { recordOf } from '../../../client/records/store.ts'
import type { ListAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { filterOf } from '../filter.ts'
import { useBoard } from './board-context.ts'
import type { Column as ColumnData } from './board-types.ts'
import { Card } from './card.tsx'
import { GAP, heightOf } from './card-layout.ts'
import css from './column.module.css'
import { ColumnHead } from './column-head.tsx'
import { QuickAdd } from './quick-add.tsx'

/** One list of the board: fixed head, virtualised cards. */
export function Column(props: { list: ListAnswer; column: ColumnData }) {
  const board = useBoard()
  const [adding, setAdding] = createSignal(false)
  const { id } = props.list
  let scroller!: HTMLDivElement
  const open = () => props.list.kind === 'open'
  const heights = createMemo(() =>
    props.column.ids.map((id) => {
      const record = recordOf(id)
      return record ? heightOf(record, board.layout(), open()) + GAP : 0
    }),
  )
  const virtual = createVirtualizer({
    get count() {
      return props.column.ids.length
    },
    getScrollElement: () => scroller,
    estimateSize: (index) => heights()[index] ?? 0,
    // Of its own for each order of the cards, or the virtualizer would keep the keys that it has.
    get getItemKey() {
      const ids = [...props.column.ids]
      return (index: number) => ids[index] ?? index
    },
    overscan: 5,
  })
  createEffect(on(heights, () => virtual.measure(), { defer: true }))
  createEffect(() => {
    const lastItem = virtual.getVirtualItems().at(-1)
    if (lastItem && lastItem.index >= props.column.ids.length - 5) void board.store.loadMore(props.list.id)
  })
  /** By id: a card stays the same element where others come above it. */
  const drawn = createMemo(
    () => new Map(virtual.getVirtualItems().map(({ key, index, start }) => [String(key), { index, start }])),
  )
  const slot = () => (board.dropTarget()?.list === props.list.id ? board.dropTarget() : undefined)
  const top = (index: number, start: number) => start + (slot() && index >= slot()!.index ? slot()!.height + GAP : 0)

  function indexAt(clientY: number): number {
    const y = clientY - scroller.getBoundingClientRect().top + scroller.scrollTop - 4
    let above = 0
    const cardHeights = heights()
    for (let index = 0; index < cardHeights.length; index++) {
      if (y < above + cardHeights[index]! / 2) return index
      above += cardHeights[index]!
    }
    return cardHeights.length
  }

  onMount(() => {
    const scrollToIndex = (index: number) => virtual.scrollToIndex(index, { align: 'auto' })
    board.scrollAreas.set(id, { scroller, indexAt, scrollToIndex })
  })
  onCleanup(() => board.scrollAreas.delete(id))

  return (
    <section
      class={css.column}
      data-list={props.list.id}
      data-landing={slot() ? '' : undefined}
      aria-label={props.list.name}
    >
      <ColumnHead list={props.list} column={props.column} onAdd={() => setAdding(!adding())} />
      <Show when={adding()}>
        <QuickAdd list={props.list} onClose={() => setAdding(false)} />
      </Show>
      <div class={css.scroller} ref={scroller}>
        <div class={css.cards} style={{ height: `${virtual.getTotalSize() + (slot() ? slot()!.height + GAP : 0)}px` }}>
          <Show when={slot()}>
            {(index) => (
              <div
                class={css.slot}
                style={{
                  height: `${index().height}px`,
                  transform: `translateY(${heights()
                    .slice(0, index().index)
                    .reduce((sum, height) => sum + height, 0)}px)`,
                }}
              />
            )}
          </Show>
          <For each={[...drawn().keys()]}>
            {(id) => (
              <Show when={drawn().get(id)}>
                {(place) => (
                  <div class={css.place} style={{ transform: `translateY(${top(place().index, place().start)}px)` }}>
                    <Show when={recordOf(id)}>
                      {(record) => <Card record={record()} list={props.list} isFirst={place().index === 0} />}
                    </Show>
                  </div>
                )}
              </Show>
            )}
          </For>
        </div>
        <Show when={props.column.ids.length === 0 && !slot() && !adding() && !filterOf()}>
          <p class={css.empty}>{t('board.emptyList')}</p>
        </Show>
      </div>
    </section>
  )
}
