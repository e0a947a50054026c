import { batch, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, produce, reconcile, unwrap } from 'solid-js/store'
import { api } from '../../../client/api.ts'
import { refreshTags } from '../../../client/changes/create-record.ts'
import { publishRecord, subscribeRecords } from '../../../client/changes/record-events.ts'
import { sendMove } from '../../../client/changes/send-move.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError } from '../../../client/error-message.ts'
import { inPages } from '../../../client/live/follow.ts'
import { hasQueued } from '../../../client/mutation-queue.ts'
import { offline } from '../../../client/offline/line.ts'
import { noteScreenShown } from '../../../client/start/after-screen.ts'
import { rememberBoard } from '../../../client/start/preloaded.ts'
import type { BoardAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { t } from '../../../i18n/index.ts'
import { sumField } from '../../../parts/field-types/primary-fields.ts'
import { isFilterRefusal, notifyIfHidden } from '../filter.ts'
import { columnsOf } from './board-columns.ts'
import type { BoardCard, CardPosition, Column, Origin } from './board-types.ts'
import { cacheBoard, cachedBoard } from './cached-boards.ts'
import { firstPage } from './card-layout.ts'
import { withRecord } from './column-totals.ts'

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
    const pageSize = Math.min(500, Math.max(firstPage(), ...columns.map((column) => column.records.length)))
    try {
      const body = { ...query(), perList: pageSize }
      if (!filter()) rememberBoard(project().id, body)
      const answer = await api<BoardAnswer>('POST', path(), body)
      if (request !== requestCount) return
      // Something newer came while this was on its way.
      if (loadedKey === shownKey && answer.seq < shownSeq) return void load()
      ;[shownKey, shownSeq] = [loadedKey, answer.seq]
      setColumns(reconcile(columnsOf(answer, project()), { key: 'id' }))
      setState('ready')
      noteScreenShown()
    } catch (error) {
      if (request !== requestCount) return
      if (isFilterRefusal(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastError(error)
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
      const body = { ...query(), list, cursor: column.next, perList: NEXT_PAGE }
      const page = columnsOf(await api<BoardAnswer>('POST', path(), body), project())[0]
      if (!page || requestedKey !== loadedKey) return
      const loadedIds = new Set(columns[columnIndex]!.records.map((record) => record.id))
      batch(() => {
        setColumns(columnIndex, 'records', (records) => [
          ...records,
          ...page.records.filter((record) => !loadedIds.has(record.id)),
        ])
        setColumns(columnIndex, { next: page.next, loading: false })
      })
    } catch (error) {
      setColumns(columnIndex, 'loading', false)
      await toastError(error)
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
    const [answer, { replaceCards }] = await Promise.all([
      api<BoardAnswer>('POST', path(), { ...query(), records, perList: records.length }),
      import('./others-moves.ts'),
    ])
    await change(() => {
      if (requestedKey !== loadedKey || answer.seq < shownSeq) return
      shownSeq = answer.seq
      const fresh = columnsOf(answer, project())
      const asked = new Set(records.filter((id) => !hasQueued(id)))
      setColumns(
        produce((board) => {
          for (const column of board) {
            const current = fresh.find(({ id }) => id === column.id)
            if (!current) continue
            replaceCards(column, current.records, (id) => asked.has(id))
            column.count = current.count
            column.totals = current.totals
          }
        }),
      )
    })
  }

  function findCard(id: string): (CardPosition & { record: BoardCard }) | null {
    for (const column of columns) {
      const index = column.records.findIndex((record) => record.id === id)
      if (index >= 0) return { list: column.id, index, record: column.records[index]! }
    }
    return null
  }

  /** Moves a card and its amount locally; `storeMove` sends it. */
  function moveCard(id: string, to: CardPosition): void {
    const from = findCard(id)
    if (!from) return
    const record = { ...unwrap(from.record), list: to.list }
    if (from.list !== to.list) record.enteredListAt = new Date().toISOString()
    setColumns(
      produce((board) => {
        removeCard(board, id)
        insertCard(board, record, to)
      }),
    )
  }

  function removeCard(board: Column[], id: string): void {
    for (const column of board) {
      const index = column.records.findIndex((record) => record.id === id)
      if (index < 0) continue
      const [record] = column.records.splice(index, 1)
      column.count -= 1
      column.totals = withRecord(column.totals, record!, sum(), -1)
    }
  }

  function insertCard(board: Column[], record: BoardCard, to: CardPosition): void {
    const column = board.find((column) => column.id === to.list)
    if (!column) return
    column.records.splice(Math.min(to.index, column.records.length), 0, record)
    column.count += 1
    column.totals = withRecord(column.totals, record, sum(), 1)
  }

  /** Where the server has the cards that wait to be moved: there they return to, however often they were moved meanwhile. */
  const origins = new Map<string, Origin>()

  /** Stores the current position of a card. When refused, it returns to where it was and a toast says why. */
  async function storeMove(id: string, from: Origin): Promise<void> {
    const current = findCard(id)
    if (!current || (current.list === from.list && current.index === from.index)) return
    const cards = columns.find((column) => column.id === current.list)!.records
    const before = cards[current.index + 1]?.id
    const after = cards[current.index - 1]?.id
    const neighbor: { [where: string]: string } = after && !before ? { after } : before ? { before } : {}
    const there = { ...current, enteredListAt: current.record.enteredListAt }
    if (!hasQueued(id)) origins.set(id, from)
    try {
      const text = t('board.moved', { title: current.record.title, list: listName(current.list) })
      const { result, latest } = await sendMove(id, text, { list: current.list, ...neighbor })
      const { record, change } = result
      origins.set(id, there)
      if (latest) publishRecord({ kind: 'saved', record })
      if (from.list !== current.list) toastUndo(text, change)
      void refreshTags(project().id)
    } catch (error) {
      if (!hasQueued(id)) returnTo(id, origins.get(id) ?? from)
      await toastError(error)
    }
  }

  function returnTo(id: string, { enteredListAt, ...position }: Origin): void {
    moveCard(id, position)
    const restored = findCard(id)?.record
    if (restored) replaceCard({ ...unwrap(restored), enteredListAt })
  }

  const listName = (id: string): string => project().lists.find((list) => list.id === id)?.name ?? ''

  function replaceCard(record: BoardCard): void {
    const position = findCard(record.id)
    if (!position) return
    setColumns(
      (column) => column.id === position.list,
      produce((column) => {
        column.totals = withRecord(withRecord(column.totals, position.record, sum(), -1), record, sum(), 1)
        column.records[position.index] = record
      }),
    )
  }

  function applyRecord(record: BoardCard): void {
    const position = findCard(record.id)
    if (!position) return
    if (position.list !== record.list) moveCard(record.id, { list: record.list, index: 0 })
    replaceCard(record)
  }

  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void load()
      if (event.record.project !== project().id) return
      if (event.kind === 'saved') applyRecord(event.record)
      else if (event.kind === 'gone') setColumns(produce((board) => removeCard(board, event.record.id)))
      else if (filter()) void load().then(() => notifyIfHidden(event.record))
      else setColumns(produce((board) => insertCard(board, event.record, { list: event.record.list, index: 0 })))
    }),
  )
  const lists = createMemo(() => String(project().lists.map(({ id }) => id)))
  createEffect(on([key, createMemo(() => fields().join()), lists], () => void load()))
  createEffect(on(offline, (isOffline) => !isOffline && state() === 'failed' && void load(), { defer: true }))
  onCleanup(keepBoard)

  return { columns, state, load, loadMore, refresh, findCard, moveCard, storeMove }
}

export type Board = ReturnType<typeof createBoard>
