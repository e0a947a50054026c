import { batch, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, produce, reconcile, unwrap } from 'solid-js/store'
import { api } from '../../../client/api.ts'
import { refreshTags } from '../../../client/changes/refresh-tags.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError, toastReadError } from '../../../client/error-message.ts'
import { inPages } from '../../../client/live/follow.ts'
import { offline } from '../../../client/offline/line.ts'
import { subscribeRecords } from '../../../client/records/events.ts'
import { hasPending, type RecordChange, recordOf, subscribeChanges } from '../../../client/records/store.ts'
import { writeRecord } from '../../../client/records/write-record.ts'
import { noteScreenShown } from '../../../client/start/after-screen.ts'
import { rememberBoard } from '../../../client/start/preloaded.ts'
import type { BoardAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { t } from '../../../i18n/index.ts'
import { sumField } from '../../../parts/field-types/primary-fields.ts'
import { isFilterRefusal, notifyIfHidden } from '../filter.ts'
import { columnsOf, putCards } from './board-columns.ts'
import type { BoardCard, CardPosition, Column } from './board-types.ts'
import { cacheBoard, cachedBoard } from './cached-boards.ts'
import { firstPage } from './card-layout.ts'
import { withRecord } from './column-totals.ts'
import { insertCard, keepPending, orderedIndex, positionOf, removeCard, replaceCards } from './moves/place-cards.ts'

const NEXT_PAGE = 100

/** The state of a board: pages of each column by cursor, optimistic moves, one request per move. */
export function createBoard(project: () => ProjectAnswer, filter: () => Json | null, fields: () => string[]) {
  const [columns, setColumns] = createStore<Column[]>([])
  const [state, setState] = createSignal<'loading' | 'ready' | 'failed' | 'refused'>('loading')
  const sum = () => sumField(project())?.id
  const path = () => `/api/projects/${project().id}/board`
  const query = () => ({
    fields: fields(),
    ...(filter() ? { filter: filter() } : {}),
    ...(sum() ? { sum: sum() } : {}),
  })
  const key = createMemo(() => `${project().id} ${JSON.stringify(filter())}`)
  let loadedKey = ''
  let requestCount = 0
  /** of what is shown: which board, and how new */
  let [shownKey, shownSeq] = ['', 0]

  async function load(): Promise<void> {
    const currentKey = key()
    requestCount += 1
    const request = requestCount
    if (loadedKey !== currentKey) {
      keepBoard()
      const cached = cachedBoard(currentKey)
      setColumns(reconcile(cached ?? [], { key: 'id' }))
      setState(cached ? 'ready' : 'loading')
    }
    loadedKey = currentKey
    const pageSize = Math.min(500, Math.max(firstPage(), ...columns.map((column) => column.ids.length)))
    try {
      const asked = query()
      const body = { ...asked, perList: pageSize }
      if (!filter()) rememberBoard(project().id, body)
      const answer = await api<BoardAnswer>('POST', path(), body)
      if (request !== requestCount) return
      // Something newer came while this was on its way.
      if (loadedKey === shownKey && answer.seq < shownSeq) return void load()
      ;[shownKey, shownSeq] = [loadedKey, answer.seq]
      read(() => {
        putCards(answer, project(), asked.fields)
        const fresh = columnsOf(answer)
        keepPending(fresh, columns, sum())
        setColumns(reconcile(fresh, { key: 'id' }))
        setState('ready')
      })
      noteScreenShown()
    } catch (error) {
      if (request !== requestCount) return
      if (isFilterRefusal(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastReadError(error)
    }
  }

  /** What is read here comes with its places and sums: what the store tells of its records meanwhile is in them. */
  let reading = false
  function read(apply: () => void): void {
    reading = true
    try {
      batch(apply)
    } finally {
      reading = false
    }
  }

  const keepBoard = (): unknown => loadedKey && state() === 'ready' && cacheBoard(loadedKey, columns)

  async function loadMore(list: string): Promise<void> {
    const columnIndex = columns.findIndex((column) => column.id === list)
    const column = columns[columnIndex]
    if (!column?.next || column.loading) return
    setColumns(columnIndex, 'loading', true)
    const requestedKey = loadedKey
    try {
      const asked = query()
      const answer = await api<BoardAnswer>('POST', path(), { ...asked, list, cursor: column.next, perList: NEXT_PAGE })
      const [page] = columnsOf(answer)
      if (!page || requestedKey !== loadedKey) return
      read(() => {
        putCards(answer, project(), asked.fields)
        // One that was dragged away and isn't stored yet stands elsewhere.
        const isShown = (id: string) => positionOf(columns, id) !== null
        const added = page.ids.filter((id) => !isShown(id))
        setColumns(columnIndex, 'ids', (ids) => [...ids, ...added])
        setColumns(columnIndex, { next: page.next, loading: false })
      })
    } catch (error) {
      setColumns(columnIndex, 'loading', false)
      await toastReadError(error)
    }
  }

  /**
   * Asks for these records alone: where they stand by now, and what that makes of counts and sums. `change` waits until nothing is in
   * somebody's hand.
   */
  async function refresh(ids: ReadonlySet<string>, change: (apply: () => void) => Promise<void>): Promise<void> {
    await inPages(ids, (page) => refreshSome(page, change))
  }

  async function refreshSome(records: string[], change: (apply: () => void) => Promise<void>): Promise<void> {
    const requestedKey = loadedKey
    const asked = query()
    const answer = await api<BoardAnswer>('POST', path(), { ...asked, records, perList: records.length })
    await change(() => {
      if (requestedKey !== loadedKey || answer.seq < shownSeq) return
      shownSeq = answer.seq
      const isAsked = new Set(records)
      read(() => {
        putCards(answer, project(), asked.fields)
        const fresh = columnsOf(answer)
        const next = structuredClone(unwrap(columns))
        for (const column of next) {
          const current = fresh.find(({ id }) => id === column.id)
          if (!current) continue
          replaceCards(column, current.ids, (id) => isAsked.has(id))
          Object.assign(column, { count: current.count, totals: current.totals })
        }
        keepPending(next, columns, sum())
        setColumns(reconcile(next, { key: 'id' }))
      })
    })
  }

  function findCard(id: string): (CardPosition & { record: BoardCard }) | null {
    const position = positionOf(columns, id)
    const record = recordOf(id)
    return position && record ? { ...position, record } : null
  }

  const draft = (change: (columns: Column[]) => void): void => setColumns(produce(change))

  /** Puts a card elsewhere, and its amount; `storeMove` sends it. */
  function moveCard(id: string, to: CardPosition): void {
    const card = recordOf(id)
    if (!card) return
    draft((columns) => {
      removeCard(columns, card, sum())
      insertCard(columns, card, to, sum())
    })
  }

  /** Where the server has it: where a move that was refused ends. */
  function moveBack(id: string): void {
    const card = recordOf(id)
    const column = columns.find((column) => column.id === card?.list)
    if (card && column) moveCard(id, { list: column.id, index: orderedIndex(column, card) })
  }

  /** Stores the current position of a card. When refused, it returns to where it was and a toast says why. */
  async function storeMove(id: string, from: CardPosition): Promise<void> {
    const current = findCard(id)
    if (!current || (current.list === from.list && current.index === from.index)) return
    const { ids } = columns.find((column) => column.id === current.list)!
    const [after, before] = [ids[current.index - 1], ids[current.index + 1]]
    const neighbor: { [where: string]: string } = after && !before ? { after } : before ? { before } : {}
    const text = t('board.moved', { title: current.record.title, list: listName(current.list) })
    const body = { list: current.list, ...neighbor }
    const entered = from.list === current.list ? {} : { enteredListAt: new Date().toISOString() }
    try {
      const { change } = await writeRecord(id, { method: 'PUT', path: `/api/records/${id}/move`, body, text }, () => ({
        list: current.list,
        ...entered,
      }))
      if (from.list !== current.list) toastUndo(text, change)
      void refreshTags(project().id)
    } catch (error) {
      if (!hasPending(id)) moveBack(id)
      await toastError(error)
    }
  }

  const listName = (id: string): string => project().lists.find((list) => list.id === id)?.name ?? ''

  /** A record is otherwise than before: its column's sums too, and it goes to its list where that is another one: on top until it is known where. */
  function follow({ record, before }: RecordChange): void {
    const position = reading ? null : positionOf(columns, record.id)
    if (!position) return
    draft((columns) => {
      const column = columns.find(({ id }) => id === position.list)!
      column.totals = withRecord(withRecord(column.totals, before, sum(), -1), record, sum(), 1)
    })
    if (before.list !== record.list && position.list !== record.list) {
      const column = columns.find(({ id }) => id === record.list)
      const index = column && !hasPending(record.id) ? orderedIndex(column, record) : 0
      moveCard(record.id, { list: record.list, index })
    }
  }

  onCleanup(subscribeChanges(follow))
  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void load()
      const { record } = event
      if (record.project !== project().id) return
      if (event.kind === 'gone') draft((columns) => removeCard(columns, record, sum()))
      else if (filter()) void load().then(() => notifyIfHidden(record))
      else draft((columns) => insertCard(columns, record, { list: record.list, index: 0 }, sum()))
    }),
  )
  const lists = createMemo(() => String(project().lists.map(({ id }) => id)))
  createEffect(on([key, createMemo(() => fields().join()), lists], () => void load()))
  createEffect(on(offline, (isOffline) => !isOffline && state() === 'failed' && void load(), { defer: true }))
  onCleanup(keepBoard)

  return { columns, state, load, loadMore, refresh, findCard, moveCard, storeMove }
}

export type Board = ReturnType<typeof createBoard>
