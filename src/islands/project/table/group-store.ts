import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { toastReadError } from '../../../client/error-message.ts'
import { inPages } from '../../../client/live/follow.ts'
import { subscribeRecords } from '../../../client/records/events.ts'
import { subscribeChanges } from '../../../client/records/store.ts'
import type { GroupAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { isFilterRefusal, notifyIfHidden } from '../filter.ts'
import { closed } from './grouping.ts'
import type { Foot, Line, Rows } from './lines.ts'
import type { Question } from './table-query.ts'

/** Rows of a group per page. */
const PAGE = 50
const MAX_PAGE = 200

interface GroupRows {
  ids: string[]
  next: string | null
}

/** Groups with their counts and subtotals in one answer; a group's rows are read when it comes into sight, page by page. */
export function createGroups(project: () => ProjectAnswer, { fetch, key, totals, withinGroup, group }: Question): Rows {
  const [groups, setGroups] = createSignal<GroupAnswer[]>([])
  const [moreGroups, setMoreGroups] = createSignal(false)
  const [parts, setParts] = createStore<{ [key: string]: GroupRows }>({})
  const [foot, setFoot] = createSignal<Foot>({ count: 0, totals: [] })
  const [state, setState] = createSignal<ReturnType<Rows['state']>>('loading')
  const reading = new Set<string>()
  let requestCount = 0

  /** With `keepRows` the current rows stay visible, and only changed groups are reloaded. */
  async function load(keepRows = false): Promise<void> {
    requestCount += 1
    const request = requestCount
    reading.clear()
    try {
      const answer = await fetch({ group: group(), totals: totals(), count: true, limit: 0 })
      if (request !== requestCount) return
      const before = new Map(groups().map((group) => [group.key, JSON.stringify(group)]))
      setGroups(answer.groups ?? [])
      setMoreGroups(answer.moreGroups ?? false)
      setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
      if (!keepRows) setParts(reconcile({}))
      else {
        const changed = groups().filter((group) => parts[group.key] && before.get(group.key) !== JSON.stringify(group))
        for (const changedGroup of changed)
          void readRows(changedGroup, null, Math.min(MAX_PAGE, Math.max(PAGE, parts[changedGroup.key]!.ids.length)))
      }
      setState('ready')
    } catch (error) {
      if (request !== requestCount) return
      if (isFilterRefusal(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastReadError(error)
    }
  }

  async function readRows(group: GroupAnswer, cursor: string | null, limit = PAGE): Promise<void> {
    if (reading.has(group.key)) return
    reading.add(group.key)
    const request = requestCount
    try {
      const answer = await fetch({ filter: withinGroup(group.filter), limit, ...(cursor ? { cursor } : {}) })
      if (request !== requestCount) return
      const ids = [...new Set([...(cursor ? (parts[group.key]?.ids ?? []) : []), ...answer.ids])]
      setParts(group.key, { ids, next: answer.next })
    } catch (error) {
      await toastReadError(error)
    } finally {
      if (request === requestCount) reading.delete(group.key)
    }
  }

  const lines = createMemo(() =>
    groups().flatMap((group): Line[] => {
      const head: Line = { kind: 'group', key: `g${group.key}`, group }
      if (closed().has(group.key)) return [head]
      const part = parts[group.key]
      if (!part) {
        const count = Math.min(group.count, PAGE)
        const placeholder = (_: unknown, i: number): Line => ({ kind: 'waiting', key: `w${group.key} ${i}`, group })
        return [head, ...Array.from({ length: count }, placeholder)]
      }
      const rows = part.ids.map((id): Line => ({ kind: 'record', key: `${group.key} ${id}`, id }))
      const moreLine: Line[] = part.next ? [{ kind: 'more', key: `m${group.key}`, group, shown: part.ids.length }] : []
      return [head, ...rows, ...moreLine]
    }),
  )

  /** Groups with other counts are read anew; of the others the rows that are named. */
  async function refresh(ids: ReadonlySet<string>): Promise<void> {
    await load(true)
    const shown = Object.values(parts).flatMap((part) => part.ids.filter((id) => ids.has(id)))
    await inPages(new Set(shown), async (page) => void (await fetch({ records: page, limit: page.length })))
  }

  let timer: ReturnType<typeof setTimeout>
  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void load()
      const { record } = event
      if (record.project !== project().id) return
      if (event.kind === 'created') return void load(true).then(() => notifyIfHidden(record))
      for (const group of Object.keys(parts)) setParts(group, 'ids', (ids) => ids.filter((id) => id !== record.id))
      loadSoon()
    }),
  )
  onCleanup(subscribeChanges(({ record, cause }) => cause === 'write' && record.project === project().id && loadSoon()))
  function loadSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(true), 400)
  }
  onCleanup(() => clearTimeout(timer))
  createEffect(on(key, () => void load()))
  createEffect(on(totals, () => void load(true), { defer: true }))

  return {
    lines,
    foot,
    state,
    load,
    refresh,
    loadMore: () => Promise.resolve(false),
    onVisible(visibleLines) {
      for (const visibleGroup of new Set(visibleLines.flatMap((line) => (line.kind === 'waiting' ? [line.group] : []))))
        void readRows(visibleGroup, null)
    },
    moreOf: (group) => void readRows(group, parts[group.key]?.next ?? null),
    moreGroups,
  }
}
