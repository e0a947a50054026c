import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { toastReadError } from '../../../client/error-message.ts'
import { inPages } from '../../../client/live/follow.ts'
import { BEHIND_PAUSE, newestShown } from '../../../client/live/newest-shown.ts'
import { subscribeRecords } from '../../../client/records/events.ts'
import { recordOf, subscribeChanges } from '../../../client/records/store.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { filterOf, isFilterRefusal, notifyIfHidden } from '../filter.ts'
import type { Foot, Line, Rows } from './lines.ts'
import type { Question } from './table-query.ts'

const PAGE = 100
/** what the API gives at most */
export const MAX_PAGE = 200

const numberOf = (id: string): number => recordOf(id)?.number ?? 0

/** The rows of a table, read page by page behind a cursor as one scrolls; count and totals come with the first. */
export function createTable(project: () => ProjectAnswer, { fetch, key, totals }: Question): Rows {
  const [ids, setIds] = createSignal<readonly string[]>([])
  const [foot, setFoot] = createSignal<Foot>({ count: 0, totals: [] })
  const [state, setState] = createSignal<ReturnType<Rows['state']>>('loading')
  let next: string | null = null
  let requestCount = 0
  const newest = newestShown()
  let paging: Promise<boolean> | null = null

  async function load(): Promise<void> {
    requestCount += 1
    const request = requestCount
    const askedKey = key()
    try {
      const limit = Math.min(MAX_PAGE, Math.max(PAGE, ids().length))
      const answer = await fetch({ count: true, totals: totals(), limit })
      if (request !== requestCount) return
      if (newest.isBehind(askedKey, answer.seq))
        return void setTimeout(() => request === requestCount && void load(), BEHIND_PAUSE)
      newest.note(askedKey, answer.seq)
      setIds(answer.ids)
      next = answer.next
      setFoot({ count: answer.count ?? answer.ids.length, totals: answer.totals ?? [] })
      setState('ready')
    } catch (error) {
      if (request !== requestCount) return
      if (isFilterRefusal(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastReadError(error)
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
      const loaded = new Set(ids())
      setIds([...ids(), ...answer.ids.filter((id) => !loaded.has(id))])
      next = answer.next
      return true
    } catch (error) {
      await toastReadError(error)
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
    if (request !== requestCount || newest.isOlder(answer.seq)) return
    newest.note(key(), answer.seq)
    const lastNumber = Math.max(0, ...ids().map(numberOf))
    const fresh = answer.ids
    const gone = new Set(records.filter((id) => !fresh.includes(id)))
    const added = fresh.filter((id) => numberOf(id) > lastNumber && !ids().includes(id))
    setIds([...added, ...ids().filter((id) => !gone.has(id))])
    setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
  }

  let timer: ReturnType<typeof setTimeout>
  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') {
        // Whatever is answered now is newest: the database may have gone back.
        newest.forget()
        return void load()
      }
      const { record } = event
      if (record.project !== project().id) return
      if (event.kind === 'created' && filterOf()) return void load().then(() => notifyIfHidden(record))
      const others = ids().filter((id) => id !== record.id)
      setIds(event.kind === 'gone' ? others : [record.id, ...others])
      loadFootSoon()
    }),
  )
  onCleanup(
    subscribeChanges(({ record, cause }) => cause === 'write' && record.project === project().id && loadFootSoon()),
  )
  function loadFootSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void loadFoot(), 300)
  }
  onCleanup(() => clearTimeout(timer))
  createEffect(on(key, () => void load()))
  createEffect(on(totals, () => void loadFoot(), { defer: true }))

  const lines = createMemo(() => ids().map((id): Line => ({ kind: 'record', key: id, id })))
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
      if (lineIndex >= ids().length - 40) void loadMore()
    },
    moreOf: () => undefined,
    moreGroups: () => false,
  }
}
