import { createMemo, createSignal, For, Match, onCleanup, Show, Suspense, Switch } from 'solid-js'
import { followNews } from '../../../client/live/follow.ts'
import { setSequence } from '../../../client/sequence.ts'
import { mayEdit, useMe } from '../../../client/workspace.ts'
import type { ListAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { localDay } from '../../../core/time/local-day.ts'
import { t } from '../../../i18n/index.ts'
import { Failed } from '../../../parts/failed.tsx'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Delayed } from '../../../widgets/delayed.tsx'
import { cardFields } from '../card-field-choice.ts'
import { filterOf, isTagChosen, recordHref, toggleTag } from '../filter.ts'
import { FilterRefused } from '../filter-refused.tsx'
import { shownOf } from '../shown-news.ts'
import css from './board.module.css'
import { BoardContext, type BoardTools } from './board-context.ts'
import { createBoard } from './board-store.ts'
import type { Column as ColumnData } from './board-types.ts'
import { cardLayout, shownFields } from './card-layout.ts'
import { Column } from './column.tsx'
import { ColumnRail } from './column-rail.tsx'
import { withRecord } from './column-totals.ts'
import { chooseFolded, isChosenFolded } from './folding.ts'
import { keyboardMove } from './moves/keyboard-move.ts'
import { pointerDrag } from './moves/pointer-drag.ts'

const EmptyProject = lazyPart<{ project: ProjectAnswer }>(() => import('../pages/empty-project.tsx'))

export function Board(props: {
  project: ProjectAnswer
  openRecord: string | undefined
  /** a record may be opened next */
  onPrefetchRecord: () => void
}) {
  const me = useMe()
  const layout = createMemo(() => cardLayout(props.project, cardFields(props.project.id)[0]()))
  const store = createBoard(
    () => props.project,
    filterOf,
    () => shownFields(layout()),
  )
  const [announcement, announce] = createSignal('')
  const [tabStop, setTabStop] = createSignal<string>()
  const [drag, setDrag] = createSignal<{ id: string; height: number }>()
  const [target, setTarget] = createSignal<{ list: string; index: number }>()
  /** a folded list that is open while a card is above it, or until the focus leaves it */
  const [peeked, peek] = createSignal<string>()
  let element!: HTMLElement

  const tools: BoardTools = {
    project: () => props.project,
    store,
    layout,
    hrefOf: (record) => recordHref(props.project.id, record),
    openRecord: () => props.openRecord,
    isTagSelected: isTagChosen,
    toggleTag,
    liftedCard: () => keyboardMover.lifted(),
    draggedCard: () => drag()?.id,
    dropTarget: () => {
      const position = target()
      const dragging = drag()
      return position && dragging ? { ...position, height: dragging.height } : undefined
    },
    asDropped,
    isFolded: (list) =>
      isChosenFolded(props.project.id, list) && peeked() !== list.id && keyboardMover.list() !== list.id,
    setFolded,
    peek,
    tabStop,
    setTabStop,
    onCardKey: (event, id) => keyboardMover.onKey(event, id),
    scrollAreas: new Map(),
    mayEdit: () => mayEdit(props.project),
    today: () => localDay(me.data?.workspace.zone ?? 'UTC', Date.now()),
  }
  const keyboardMover = keyboardMove(() => tools, announce)

  const onPointerDown = pointerDrag({
    tools: () => tools,
    board: () => element,
    onLift: (id, height) => setDrag({ id, height }),
    onTarget: (position) => {
      const current = target()
      if (current?.list !== position?.list || current?.index !== position?.index) setTarget(position)
      // Between two lists the one that is open stays so.
      if (position) peek(position.list)
    },
    onDrop: drop,
    onCancel: endDrag,
  })

  function endDrag(): void {
    setDrag(undefined)
    setTarget(undefined)
    peek(undefined)
  }

  const dragged = createMemo(() => {
    const [id, to] = [drag()?.id, target()?.list]
    const from = id !== undefined && to !== undefined ? store.findCard(id) : null
    return from && from.list !== to ? { record: from.record, from: from.list, to } : null
  })

  function asDropped(column: ColumnData): ColumnData {
    const { record, from, to } = dragged() ?? {}
    const sign = column.id === to ? 1 : column.id === from ? -1 : 0
    if (!record || sign === 0) return column
    const totals = withRecord(column.totals, record, layout().amount?.id, sign)
    return { ...column, count: column.count + sign, totals }
  }

  function setFolded(list: ListAnswer, folded: boolean): void {
    chooseFolded(props.project.id, list, folded)
    peek(undefined)
    // The button that was clicked is gone: the focus goes to the one that takes it back.
    queueMicrotask(() => element.querySelector<HTMLElement>(`[data-list="${list.id}"] [aria-expanded]`)?.focus())
  }

  function drop(id: string): void {
    const from = store.findCard(id)
    const position = target()
    endDrag()
    if (!from || !position) return
    const index = position.list === from.list && position.index > from.index ? position.index - 1 : position.index
    if (position.list === from.list && index === from.index) return
    store.moveCard(id, { list: position.list, index })
    void store.storeMove(id, from)
  }

  const isBusy = () => store.state() !== 'ready' || drag() !== undefined || keyboardMover.lifted() !== undefined
  followNews({
    concerns: (news) => shownOf(props.project, news, () => store.columns.flatMap(({ ids }) => ids)),
    read: async (records) => {
      // What only others' changes need is loaded with the first of them.
      const { glide } = await import('./moves/glide.ts')
      const move = (change: () => void) => glide(element, records ?? new Set(), change, isBusy)
      await (records ? store.refresh(records, move) : store.load(move))
    },
    isBusy,
  })

  setSequence(() => {
    const column = store.columns.find(({ ids }) => ids.includes(props.openRecord ?? ''))
    return column ? [...column.ids] : []
  })
  onCleanup(() => setSequence(() => []))
  const empty = () => store.columns.every((column) => column.count === 0)

  return (
    <BoardContext.Provider value={tools}>
      <p id="board-keys" class="hidden-text">
        {t('board.keys')}
      </p>
      <div class="hidden-text" aria-live="assertive">
        {announcement()}
      </div>
      <Switch>
        <Match when={store.state() === 'failed'}>
          <Failed onRetry={() => void store.load()} />
        </Match>
        <Match when={store.state() === 'refused'}>
          <FilterRefused />
        </Match>
        <Match when={store.state() === 'loading'}>
          <Delayed>
            <div class={css.board} aria-busy="true">
              <For each={props.project.lists}>{() => <div class={css.skeleton} />}</For>
            </div>
          </Delayed>
        </Match>
        <Match when={store.state() === 'ready'}>
          <Show when={empty() && !filterOf()}>
            <Suspense>
              <EmptyProject project={props.project} />
            </Suspense>
          </Show>
          <Show when={empty() && filterOf()}>
            <p class={css.hint}>{t('board.nothingMatches')}</p>
          </Show>
          <section
            class={css.board}
            ref={element}
            onPointerDown={onPointerDown}
            onPointerEnter={props.onPrefetchRecord}
            onFocusIn={(event) => {
              props.onPrefetchRecord()
              if (event.target.closest<HTMLElement>('[data-list]')?.dataset.list !== peeked()) peek(undefined)
            }}
            aria-label={t('view.board')}
          >
            {/* Keyed by id: a list with another name or colour must not make its column anew. */}
            <For each={props.project.lists.map(({ id }) => id)}>
              {(id) => (
                <Show when={store.columns.find((column) => column.id === id)}>
                  {(column) => (
                    <Show when={props.project.lists.find((list) => list.id === id)}>
                      {(list) => (
                        <Show when={tools.isFolded(list())} fallback={<Column list={list()} column={column()} />}>
                          <ColumnRail list={list()} column={column()} />
                        </Show>
                      )}
                    </Show>
                  )}
                </Show>
              )}
            </For>
          </section>
        </Match>
      </Switch>
    </BoardContext.Provider>
  )
}
