import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, produce, reconcile } from 'solid-js/store'
import { toastError } from '../../../client/error-message.ts'
import { subscribeRecords } from '../../../client/records.ts'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { filterOf, refusesFilter, sayWhereHidden } from '../filter.ts'
import type { Foot, Line, Rows } from './lines.ts'
import type { Question } from './question.ts'

const PAGE = 100
/** what the API gives at most */
export const LARGEST = 200

/** The rows of a table, read page by page behind a cursor as one scrolls; count and totals come with the first. */
export function createTable(project: () => ProjectAnswer, { ask, key, totals }: Question): Rows {
  const [rows, setRows] = createStore<RecordAnswer[]>([])
  const [foot, setFoot] = createSignal<Foot>({ count: 0, totals: [] })
  const [state, setState] = createSignal<ReturnType<Rows['state']>>('loading')
  let next: string | null = null
  let asked = 0
  let paging: Promise<boolean> | null = null

  async function load(): Promise<void> {
    asked += 1
    const mine = asked
    try {
      const limit = Math.min(LARGEST, Math.max(PAGE, rows.length))
      const answer = await ask({ count: true, totals: totals(), limit })
      if (mine !== asked) return
      setRows(reconcile(answer.records, { key: 'id' }))
      next = answer.next
      setFoot({ count: answer.count ?? answer.records.length, totals: answer.totals ?? [] })
      setState('ready')
    } catch (error) {
      if (mine !== asked) return
      if (refusesFilter(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastError(error)
    }
  }

  /** Asked twice at once, it reads once. */
  function loadMore(limit = PAGE): Promise<boolean> {
    if (!next) return Promise.resolve(false)
    paging ??= readMore(next, limit).finally(() => {
      paging = null
    })
    return paging
  }

  async function readMore(cursor: string, limit: number): Promise<boolean> {
    const mine = asked
    try {
      const answer = await ask({ cursor, limit })
      if (mine !== asked) return false
      const known = new Set(rows.map((row) => row.id))
      setRows(produce((all) => all.push(...answer.records.filter((row) => !known.has(row.id)))))
      next = answer.next
      return true
    } catch (error) {
      await toastError(error)
      return false
    }
  }

  async function loadFoot(): Promise<void> {
    const mine = asked
    const answer = await ask({ count: true, totals: totals(), limit: 0 }).catch(() => null)
    if (answer && mine === asked) setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
  }

  let timer: ReturnType<typeof setTimeout>
  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void load()
      if (event.record.project !== project().id) return
      const at = rows.findIndex((row) => row.id === event.record.id)
      if (event.kind === 'saved') {
        if (at >= 0) setRows(at, event.record)
      } else if (event.kind === 'gone') setRows(produce((all) => at >= 0 && all.splice(at, 1)))
      else if (filterOf()) return void load().then(() => sayWhereHidden(event.record))
      else setRows(produce((all) => all.unshift(event.record)))
      clearTimeout(timer)
      timer = setTimeout(() => void loadFoot(), 300)
    }),
  )
  onCleanup(() => clearTimeout(timer))
  createEffect(on(key, () => void load()))
  createEffect(on(totals, () => void loadFoot(), { defer: true }))

  const lines = createMemo(() => rows.map((record): Line => ({ kind: 'record', key: record.id, record })))
  return {
    lines,
    foot,
    state,
    load,
    loadMore,
    seen: (all) => {
      const last = all.at(-1)
      const at = last ? lines().indexOf(last) : -1
      if (at >= rows.length - 40) void loadMore()
    },
    moreOf: () => undefined,
    moreGroups: () => false,
  }
}
