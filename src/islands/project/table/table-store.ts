import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, produce, reconcile } from 'solid-js/store'
import { api } from '../../../client/api.ts'
import { onRecords } from '../../../client/records.ts'
import { toastProblem } from '../../../client/say-problem.ts'
import type { ProjectAnswer, QueryAnswer, RecordAnswer, Total } from '../../../core/model/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { sayWhereHidden } from '../filter.ts'

const PAGE = 100
/** what the API gives at most */
export const LARGEST = 200
export const SUMMED = ['currency', 'number']

export interface Sort {
  field: string
  desc: boolean
}

/** The rows of a table, read page by page behind a cursor as one scrolls; count and sums come with the first. */
export function createTable(project: () => ProjectAnswer, filter: () => Json | null, sort: () => Sort | null) {
  const [rows, setRows] = createStore<RecordAnswer[]>([])
  const [foot, setFoot] = createSignal<{ count: number; totals: Total[] }>({ count: 0, totals: [] })
  const [state, setState] = createSignal<'loading' | 'ready' | 'failed'>('loading')
  let next: string | null = null
  let asked = 0
  let paging: Promise<boolean> | null = null

  const question = () => ({
    ...(filter() ? { filter: filter() } : {}),
    ...(sort() ? { sort: [sort()] } : {}),
  })
  const totals = () =>
    project()
      .fields.filter((field) => SUMMED.includes(field.type))
      .map((field) => ({ op: 'sum', field: field.id }))
  const ask = (more: object) =>
    api<QueryAnswer>('POST', `/api/projects/${project().id}/query`, { ...question(), limit: PAGE, ...more })
  const key = createMemo(() => JSON.stringify([project().id, question()]))

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
      if (state() === 'loading') setState('failed')
      await toastProblem(error)
    }
  }

  /** Answers whether more came. Asked twice at once, it reads once. */
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
      await toastProblem(error)
      return false
    }
  }

  async function loadFoot(): Promise<void> {
    const mine = asked
    const answer = await ask({ count: true, totals: totals(), limit: 1 }).catch(() => null)
    if (answer && mine === asked) setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
  }

  let timer: ReturnType<typeof setTimeout>
  onCleanup(
    onRecords((event) => {
      if (event.kind === 'reload') return void load()
      if (event.record.project !== project().id) return
      const at = rows.findIndex((row) => row.id === event.record.id)
      if (event.kind === 'saved') {
        if (at >= 0) setRows(at, event.record)
      } else if (event.kind === 'gone') setRows(produce((all) => at >= 0 && all.splice(at, 1)))
      else if (filter()) return void load().then(() => sayWhereHidden(event.record))
      else setRows(produce((all) => all.unshift(event.record)))
      clearTimeout(timer)
      timer = setTimeout(() => void loadFoot(), 300)
    }),
  )
  onCleanup(() => clearTimeout(timer))
  createEffect(on(key, () => void load()))

  return { rows, foot, state, load, loadMore }
}

export type Table = ReturnType<typeof createTable>
