import { createMemo, createSignal, For, Match, onCleanup, Show, Switch } from 'solid-js'
import { setSequence } from '../../../client/sequence.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Failed } from '../../../parts/failed.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Later } from '../../../widgets/later.tsx'
import { cardFields } from '../card-choice.ts'
import { filterOf, isTagChosen, recordHref, toggleTag } from '../filter.ts'
import { Refused } from '../refused.tsx'
import css from './board.module.css'
import { BoardContext, type BoardTools } from './board-context.ts'
import { createBoard } from './board-store.ts'
import { planOf } from './card-lines.ts'
import { Column } from './column.tsx'
import { keyboardMove } from './keyboard-move.ts'
import { pointerDrag } from './pointer-drag.ts'

export function Board(props: {
  project: ProjectAnswer
  openRecord: string | undefined
  create: () => void /** a record may be opened next */
  soon: () => void
}) {
  const store = createBoard(() => props.project, filterOf)
  const plan = createMemo(() => planOf(props.project, cardFields(props.project.id)[0]()))
  const [said, announce] = createSignal('')
  const [tabStop, setTabStop] = createSignal<string>()
  const [drag, setDrag] = createSignal<{ id: string; height: number }>()
  const [over, setOver] = createSignal<{ list: string; index: number }>()
  let element!: HTMLElement

  const tools: BoardTools = {
    project: () => props.project,
    store,
    plan,
    hrefOf: (record) => recordHref(props.project.id, record),
    openRecord: () => props.openRecord,
    tagChosen: isTagChosen,
    toggleTag,
    lifted: () => keyboard.lifted(),
    dragged: () => drag()?.id,
    landing: () => {
      const spot = over()
      const held = drag()
      return spot && held ? { ...spot, height: held.height } : undefined
    },
    tabStop,
    setTabStop,
    onCardKey: (event, id) => keyboard.onKey(event, id),
    shelves: new Map(),
    mayEdit: () => mayEdit(props.project),
  }
  const keyboard = keyboardMove(() => tools, announce)

  const onPointerDown = pointerDrag({
    tools: () => tools,
    board: () => element,
    lift: (id, height) => setDrag({ id, height }),
    over: (spot) => {
      const now = over()
      if (now?.list !== spot?.list || now?.index !== spot?.index) setOver(spot)
    },
    drop,
    cancel: () => {
      setDrag(undefined)
      setOver(undefined)
    },
  })

  function drop(id: string): void {
    const from = store.find(id)
    const spot = over()
    setDrag(undefined)
    setOver(undefined)
    if (!from || !spot) return
    const index = spot.list === from.list && spot.index > from.index ? spot.index - 1 : spot.index
    if (spot.list === from.list && index === from.index) return
    const { enteredListAt } = from.record
    store.place(id, { list: spot.list, index })
    void store.commit(id, { list: from.list, index: from.index, enteredListAt })
  }

  setSequence(() => {
    const column = store.columns.find((one) => one.records.some((record) => record.id === props.openRecord))
    return column?.records.map((record) => record.id) ?? []
  })
  onCleanup(() => setSequence(() => []))
  const empty = () => store.columns.every((column) => column.count === 0)

  return (
    <BoardContext.Provider value={tools}>
      <p id="board-keys" class="hidden-text">
        {t('board.keys')}
      </p>
      <div class="hidden-text" aria-live="assertive">
        {said()}
      </div>
      <Switch>
        <Match when={store.state() === 'failed'}>
          <Failed retry={() => void store.load()} />
        </Match>
        <Match when={store.state() === 'refused'}>
          <Refused />
        </Match>
        <Match when={store.state() === 'loading'}>
          <Later>
            <div class={css.board} aria-busy="true">
              <For each={props.project.lists}>{() => <div class={css.skeleton} />}</For>
            </div>
          </Later>
        </Match>
        <Match when={store.state() === 'ready'}>
          <Show when={empty() && !filterOf()}>
            <div class={css.hint}>
              <p>{t('board.empty', { records: props.project.name })}</p>
              <Show when={tools.mayEdit()}>
                <Button look="outline" size="small" onClick={props.create}>
                  {t('project.new', { record: props.project.recordName })}
                </Button>
                <a class={css.link} href={`/p/${props.project.id}/import`}>
                  {t('board.emptyImport')}
                </a>
              </Show>
            </div>
          </Show>
          <Show when={empty() && filterOf()}>
            <p class={css.hint}>{t('board.nothingMatches')}</p>
          </Show>
          <section
            class={css.board}
            ref={element}
            onPointerDown={onPointerDown}
            onPointerEnter={props.soon}
            onFocusIn={props.soon}
            aria-label={t('view.board')}
          >
            <For each={props.project.lists}>
              {(list) => (
                <Show when={store.columns.find((column) => column.id === list.id)}>
                  {(column) => <Column list={list} column={column()} />}
                </Show>
              )}
            </For>
          </section>
        </Match>
      </Switch>
    </BoardContext.Provider>
  )
}
