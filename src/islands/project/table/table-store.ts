import { $TRACK, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { createStore, produce, reconcile, unwrap } from 'solid-js/store'
import { subscribeRecords } from '../../../client/changes/record-events.ts'
import { toastError } from '../../../client/error-message.ts'
import { inPages } from '../../../client/live/follow.ts'
import { hasQueued } from '../../../client/mutation-queue.ts'
import { offerPreviews } from '../../../client/record-preview.ts'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { filterOf, isFilterRefusal, notifyIfHidden } from '../filter.ts'
import type { Foot, Line, Rows } from './lines.ts'
import type { Question } from './table-query.ts'

const PAGE = 100
/** what the API gives at most */
export const MAX_PAGE = 200

/** The rows of a table, read page by page behind a cursor as one scrolls; count and totals come with the first. */
export function createTable(project: () => ProjectAnswer, { fetch, key, totals }: Question): Rows {
  const [rows, setRows] = createStore<RecordAnswer[]>([])
  const [foot, setFoot] = createSignal<Foot>({ count: 0, totals: [] })
  const [state, setState] = createSignal<ReturnType<Rows['state']>>('loading')
  let next: string | null = null
  let requestCount = 0
  /** of what is shown: which question, and how new */
  let [shownKey, shownSeq] = ['', 0]
  let paging: Promise<boolean> | null = null

  async function load(): Promise<void> {
    requestCount += 1
    const request = requestCount
    const askedKey = key()
    try {
      const limit = Math.min(MAX_PAGE, Math.max(PAGE, rows.length))
      const answer = await fetch({ count: true, totals: totals(), limit })
      if (request !== requestCount) return
      // Something newer came while this was on its way.
      if (askedKey === shownKey && answer.seq < shownSeq) return void load()
      ;[shownKey, shownSeq] = [askedKey, answer.seq]
      setRows(reconcile(answer.records, { key: 'id' }))
      next = answer.next
      setFoot({ count: answer.count ?? answer.records.length, totals: answer.totals ?? [] })
      setState('ready')
    } catch (error) {
      if (request !== requestCount) return
      if (isFilterRefusal(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastError(error)
    }
  }

  /** Concurrent calls share one request. */
  function loadMore(limit = PAGE): Promise<boolean> {
    if (!next) return Promise.resolve(false)
    paging ??= readMore(next, limit).finally(() => {
      paging = null
    })
    return paging
  }

  async function readMore(cursor: string, limit: number): Promise<boolean> {
    const request = requestCount
    try {
      const answer = await fetch({ cursor, limit })
      if (request !== requestCount) return false
      const loadedIds = new Set(unwrap(rows).map((row) => row.id))
      setRows(produce((draft) => draft.push(...answer.records.filter((row) => !loadedIds.has(row.id)))))
      next = answer.next
      return true
    } catch (error) {
      await toastError(error)
      return false
    }
  }

  async function loadFoot(): Promise<void> {
    const request = requestCount
    const answer = await fetch({ count: true, totals: totals(), limit: 0 }).catch(() => null)
    if (answer && request === requestCount) setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
  }

  /** Asks for these records alone, with count and totals. One that was made since comes first, as what one makes oneself; an older one may stand anywhere. */
  const refresh = (ids: ReadonlySet<string>): Promise<void> => inPages(ids, refreshSome)

  async function refreshSome(records: string[]): Promise<void> {
    const request = requestCount
    const answer = await fetch({ records, count: true, totals: totals(), limit: records.length })
    if (request !== requestCount || answer.seq < shownSeq) return
    shownSeq = answer.seq
    const asked = new Set(records.filter((id) => !hasQueued(id)))
    const fresh = new Map(answer.records.filter(({ id }) => asked.has(id)).map((record) => [record.id, record]))
    setRows((rows) => {
      const newest = Math.max(0, ...rows.map(({ number }) => number))
      const added = [...fresh.values()].filter(({ number }) => number > newest)
      return [...added, ...rows.filter(({ id }) => !asked.has(id) || fresh.has(id))]
    })
    for (const [index, { id }] of unwrap(rows).entries()) if (fresh.has(id)) setRows(index, reconcile(fresh.get(id)!))
    setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
  }

  let timer: ReturnType<typeof setTimeout>
  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void load()
      if (event.record.project !== project().id) return
      const index = rows.findIndex((row) => row.id === event.record.id)
      if (event.kind === 'saved') {
        if (index >= 0) setRows(index, event.record)
      } else if (event.kind === 'gone') setRows(produce((draft) => index >= 0 && draft.splice(index, 1)))
      else if (filterOf()) return void load().then(() => notifyIfHidden(event.record))
      else setRows(produce((draft) => draft.unshift(event.record)))
      clearTimeout(timer)
      timer = setTimeout(() => void loadFoot(), 300)
    }),
  )
  onCleanup(() => clearTimeout(timer))
  onCleanup(offerPreviews((id) => unwrap(rows).find((row) => row.id === id)))
  createEffect(on(key, () => void load()))
  createEffect(on(totals, () => void loadFoot(), { defer: true }))

  // Followed as a whole, not by index, and a row's line stays the same object: thousands of rows are read on while one scrolls.
  const lineOf = new WeakMap<RecordAnswer, Line>()
  const lines = createMemo(() => {
    ;(rows as unknown as { [$TRACK]: unknown })[$TRACK]
    return untrack(() =>
      unwrap(rows).map((raw, i) => {
        const line = lineOf.get(raw) ?? { kind: 'record', key: raw.id, record: rows[i]! }
        lineOf.set(raw, line)
        return line
      }),
    )
  })
  return {
    lines,
    foot,
    state,
    load,
    refresh,
    loadMore,
    onVisible: (visibleLines) => {
      const lastLine = visibleLines.at(-1)
      const lineIndex = lastLine ? lines().indexOf(lastLine) : -1
      if (lineIndex >= rows.length - 40) void loadMore()
    },
    moreOf: () => undefined,
    moreGroups: () => false,
  }
}
