import { batch, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, produce, reconcile, unwrap } from 'solid-js/store'
import { api } from '../../../client/api.ts'
import { toastError } from '../../../client/error-message.ts'
import { enqueue } from '../../../client/mutation-queue.ts'
import { publishRecord, refreshTags, subscribeRecords, toastUndo } from '../../../client/records.ts'
import type { BoardAnswer, BoardListAnswer, ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { t } from '../../../i18n/index.ts'
import { sumField } from '../../../parts/field-types/leading.ts'
import { refusesFilter, sayWhereHidden } from '../filter.ts'
import type { Column, Spot } from './board-types.ts'
import { withRecord } from './sums.ts'

const FIRST = 50
const MORE = 100

interface Moved {
  record: RecordAnswer
  change: string
}

/** Boards seen in this tab, so that coming back shows them at once while the answer is on its way. */
const seen = new Map<string, Column[]>()

/** The columns of a board: read by cursor, changed at once, stored by one request a move. */
export function createBoard(project: () => ProjectAnswer, filter: () => Json | null) {
  const [columns, setColumns] = createStore<Column[]>([])
  const [state, setState] = createSignal<'loading' | 'ready' | 'failed' | 'refused'>('loading')
  const sum = () => sumField(project())?.id
  const path = () => `/api/projects/${project().id}/board`
  const question = () => ({ ...(filter() ? { filter: filter() } : {}), ...(sum() ? { sum: sum() } : {}) })
  const key = createMemo(() => `${project().id} ${JSON.stringify(filter())}`)
  let shown = ''
  let asked = 0

  async function load(): Promise<void> {
    const wanted = key()
    asked += 1
    const mine = asked
    if (shown !== wanted) {
      remember()
      const kept = seen.get(wanted)
      setColumns(reconcile(kept ?? [], { key: 'id' }))
      setState(kept ? 'ready' : 'loading')
    }
    shown = wanted
    const perList = Math.min(500, Math.max(FIRST, ...columns.map((column) => column.records.length)))
    try {
      const answer = await api<BoardAnswer>('POST', path(), { ...question(), perList })
      if (mine !== asked) return
      setColumns(reconcile(answer.lists.map(columnOf), { key: 'id' }))
      setState('ready')
    } catch (error) {
      if (mine !== asked) return
      if (refusesFilter(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastError(error)
    }
  }

  function remember(): void {
    if (!shown || state() !== 'ready') return
    seen.delete(shown)
    seen.set(shown, structuredClone(unwrap(columns)))
    if (seen.size > 8) seen.delete(seen.keys().next().value!)
  }

  async function loadMore(list: string): Promise<void> {
    const at = columns.findIndex((column) => column.id === list)
    const column = columns[at]
    if (!column?.next || column.loading) return
    setColumns(at, 'loading', true)
    const wanted = shown
    try {
      const body = { ...question(), list, cursor: column.next, perList: MORE }
      const more = (await api<BoardAnswer>('POST', path(), body)).lists[0]
      if (!more || wanted !== shown) return
      const known = new Set(columns[at]!.records.map((record) => record.id))
      batch(() => {
        setColumns(at, 'records', (all) => [...all, ...more.records.filter((record) => !known.has(record.id))])
        setColumns(at, { next: more.next, loading: false })
      })
    } catch (error) {
      setColumns(at, 'loading', false)
      await toastError(error)
    }
  }

  function find(id: string): (Spot & { record: RecordAnswer }) | null {
    for (const column of columns) {
      const index = column.records.findIndex((record) => record.id === id)
      if (index >= 0) return { list: column.id, index, record: column.records[index]! }
    }
    return null
  }

  /** Moves a card here and now, with its part of the sums; stores nothing. */
  function place(id: string, to: Spot): void {
    const from = find(id)
    if (!from) return
    const record = { ...unwrap(from.record), list: to.list }
    if (from.list !== to.list) record.enteredListAt = new Date().toISOString()
    setColumns(
      produce((all) => {
        take(all, id)
        put(all, record, to)
      }),
    )
  }

  function take(all: Column[], id: string): void {
    for (const column of all) {
      const index = column.records.findIndex((record) => record.id === id)
      if (index < 0) continue
      const [record] = column.records.splice(index, 1)
      column.count -= 1
      column.totals = withRecord(column.totals, record!, sum(), -1)
    }
  }

  function put(all: Column[], record: RecordAnswer, to: Spot): void {
    const column = all.find((one) => one.id === to.list)
    if (!column) return
    column.records.splice(Math.min(to.index, column.records.length), 0, record)
    column.count += 1
    column.totals = withRecord(column.totals, record, sum(), 1)
  }

  /** Stores where a card stands now. Refused: it goes back to `from`, and a toast says why. */
  async function commit(id: string, from: Spot & { enteredListAt: string }): Promise<void> {
    const now = find(id)
    if (!now || (now.list === from.list && now.index === from.index)) return
    const cards = columns.find((column) => column.id === now.list)!.records
    const before = cards[now.index + 1]?.id
    const after = cards[now.index - 1]?.id
    const beside = after && !before ? { after } : before ? { before } : {}
    try {
      const body = { list: now.list, ...beside }
      const { answer, latest } = await enqueue(id, () => api<Moved>('PUT', `/api/records/${id}/move`, body))
      const { record, change } = answer
      if (latest) publishRecord({ kind: 'saved', record })
      if (from.list !== now.list) toastUndo(t('board.moved', { title: record.title, list: listName(now.list) }), change)
      void refreshTags(project().id)
    } catch (error) {
      place(id, from)
      const back = find(id)
      if (back) replace({ ...unwrap(back.record), enteredListAt: from.enteredListAt })
      await toastError(error)
    }
  }

  const listName = (id: string): string => project().lists.find((list) => list.id === id)?.name ?? ''

  function replace(record: RecordAnswer): void {
    const spot = find(record.id)
    if (!spot) return
    setColumns(
      (column) => column.id === spot.list,
      produce((column) => {
        column.totals = withRecord(withRecord(column.totals, spot.record, sum(), -1), record, sum(), 1)
        column.records[spot.index] = record
      }),
    )
  }

  function hear(record: RecordAnswer): void {
    const spot = find(record.id)
    if (!spot) return
    if (spot.list !== record.list) place(record.id, { list: record.list, index: 0 })
    replace(record)
  }

  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void load()
      if (event.record.project !== project().id) return
      if (event.kind === 'saved') hear(event.record)
      else if (event.kind === 'gone') setColumns(produce((all) => take(all, event.record.id)))
      else if (filter()) void load().then(() => sayWhereHidden(event.record))
      else setColumns(produce((all) => put(all, event.record, { list: event.record.list, index: 0 })))
    }),
  )
  createEffect(on(key, () => void load()))
  onCleanup(remember)

  return { columns, state, load, loadMore, find, place, commit }
}

export type Board = ReturnType<typeof createBoard>

const columnOf = (list: BoardListAnswer): Column => ({ ...list, loading: false })
