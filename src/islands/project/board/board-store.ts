import { batch, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, produce, reconcile, unwrap } from 'solid-js/store'
import { api } from '../../../client/api.ts'
import { toastError, toastReadError } from '../../../client/error-message.ts'
import { inPages } from '../../../client/live/follow.ts'
import { BEHIND_PAUSE, newestShown } from '../../../client/live/newest-shown.ts'
import { offline } from '../../../client/offline/line.ts'
import { subscribeRecords } from '../../../client/records/events.ts'
import { onceSettled } from '../../../client/records/once-settled.ts'
import { hasPending, type RecordChange, recordOf, subscribeChanges } from '../../../client/records/store.ts'
import { noteScreenShown } from '../../../client/start/after-screen.ts'
import { rememberBoard } from '../../../client/start/preloaded.ts'
import type { BoardAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { sumField } from '../../../parts/field-types/primary-fields.ts'
import { isFilterRefusal, notifyIfHidden } from '../filter.ts'
import { columnsOf, putCards } from './board-columns.ts'
import type { BoardCard, CardPosition, Column } from './board-types.ts'
import { cacheBoard, cachedBoard } from './cached-boards.ts'
import { firstPage } from './card-layout.ts'
import { withRecord } from './column-totals.ts'
import {
  insertCard,
  keepPending,
  orderedIndex,
  placeOf,
  positionOf,
  removeCard,
  replaceCards,
} from './moves/place-cards.ts'
import { sendMove } from './moves/send-move.ts'

const NEXT_PAGE = 100

/** Waits until nothing is in somebody's hand, then changes what is shown. */
type Change = (apply: () => void) => Promise<void>
const atOnce: Change = async (apply) => apply()

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
  const newest = newestShown()

  async function load(change = atOnce): Promise<void> {
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
      const input = query()
      const body = { ...input, perList: pageSize }
      if (!filter()) rememberBoard(project().id, body)
      const answer = await api<BoardAnswer>('POST', path(), body)
      if (request !== requestCount) return
      if (newest.isBehind(loadedKey, answer.seq))
        return void setTimeout(() => request === requestCount && void load(change), BEHIND_PAUSE)
      newest.note(loadedKey, answer.seq)
      await change(() =>
        read(() => {
          if (request !== requestCount) return
          putCards(answer, project(), input.fields)
          const fresh = columnsOf(answer)
          keepPending(fresh, columns, sum())
          setColumns(reconcile(fresh, { key: 'id' }))
          setState('ready')
        }),
      )
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

  /** Whatever is answered now is newest: the database may have gone back. */
  const reload = (): Promise<void> => {
    newest.forget()
    return load()
  }

  const keepBoard = (): unknown => loadedKey && state() === 'ready' && cacheBoard(loadedKey, columns)

  async function loadMore(list: string): Promise<void> {
    const columnIndex = columns.findIndex((column) => column.id === list)
    const column = columns[columnIndex]
    if (!column?.next || column.loading) return
    setColumns(columnIndex, 'loading', true)
    const requestedKey = loadedKey
    try {
      const input = query()
      const answer = await api<BoardAnswer>('POST', path(), { ...input, list, cursor: column.next, perList: NEXT_PAGE })
      const [page] = columnsOf(answer)
      if (!page || requestedKey !== loadedKey) return
      read(() => {
        putCards(answer, project(), input.fields)
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
  async function refresh(ids: ReadonlySet<string>, change: Change): Promise<void> {
    await inPages(ids, (page) => refreshSome(page, change))
  }

  async function refreshSome(records: string[], change: Change): Promise<void> {
    const requestedKey = loadedKey
    const input = query()
    const answer = await api<BoardAnswer>('POST', path(), { ...input, records, perList: records.length })
    await change(() => {
      if (requestedKey !== loadedKey || newest.isOlder(answer.seq)) return
      newest.note(loadedKey, answer.seq)
      const isAsked = new Set(records)
      // As they stood: what was read may have moved them.
      const last = new Map(columns.map(({ id, ids }) => [id, placeOf(ids.at(-1))]))
      read(() => {
        putCards(answer, project(), input.fields)
        const fresh = columnsOf(answer)
        const next = structuredClone(unwrap(columns))
        for (const column of next) {
          const current = fresh.find(({ id }) => id === column.id)
          if (!current) continue
          replaceCards(column, current.ids, (id) => isAsked.has(id), last.get(column.id))
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
    try {
      await sendMove(project(), current, columns.find(({ id }) => id === current.list)!.ids, from)
    } catch (error) {
      if (!hasPending(id)) moveBack(id)
      await toastError(error)
    }
  }

  /** A record is otherwise than before: its column's sums too, and it goes to its list where that is another one: on top until it is known where. */
  function follow({ record, before, cause }: RecordChange): void {
    if (reading || record.project !== project().id) return
    const position = positionOf(columns, record.id)
    if (!position) return void (cause === 'write' && followUnseen(record.id))
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

  /** What was written here to a record below the pages that are shown: it may belong among them now, and counts in the sums. */
  const followUnseen = onceSettled((ids) => void refresh(ids, atOnce).catch(() => {}))

  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void reload()
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
