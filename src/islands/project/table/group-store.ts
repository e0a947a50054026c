import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { editBase } from '../../../client/changes/edit-base.ts'
import { toastReadError } from '../../../client/error-message.ts'
import { inPages } from '../../../client/live/follow.ts'
import { subscribeRecords } from '../../../client/records/events.ts'
import { subscribeChanges } from '../../../client/records/store.ts'
import type { GroupAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { isFilterRefusal, notifyIfHidden } from '../filter.ts'
import { columnsOf } from './columns/columns.ts'
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
  /** By group the newest read of its rows that is on its way, and how many there will be then. */
  const reads = new Map<string, { size: number }>()
  let requestCount = 0

  /** With `keepRows` the current rows stay visible, and only changed groups are reloaded: as many rows as there are, or will be. */
  async function load(keepRows = false): Promise<void> {
    requestCount += 1
    const request = requestCount
    if (!keepRows) reads.clear()
    try {
      const answer = await fetch({ group: group(), totals: totals(), count: true, limit: 0 })
      if (request !== requestCount) return
      if (keepRows && isEdited()) return loadSoon()
      const before = new Map(groups().map((group) => [group.key, JSON.stringify(group)]))
      setGroups(answer.groups ?? [])
      setMoreGroups(answer.moreGroups ?? false)
      setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
      if (!keepRows) {
        reads.clear()
        setParts(reconcile({}))
      } else
        for (const group of groups()) {
          const size = reads.get(group.key)?.size ?? parts[group.key]?.ids.length
          if (size !== undefined && before.get(group.key) !== JSON.stringify(group))
            void readRows(group, Math.max(PAGE, size))
        }
      setState('ready')
    } catch (error) {
      if (request !== requestCount) return
      if (isFilterRefusal(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastReadError(error)
    }
  }

  /** Reads the first `size` rows of a group, or with `cursor` those that are missing after it, instead of what is on its way. */
  async function readRows(group: GroupAnswer, size: number, cursor: string | null = null): Promise<void> {
    const read = { size }
    reads.set(group.key, read)
    const shown = () => (cursor === null ? [] : (parts[group.key]?.ids ?? []))
    const fresh: string[] = []
    try {
      let next = cursor
      do {
        const limit = Math.min(MAX_PAGE, size - shown().length - fresh.length)
        const answer = await fetch({ filter: withinGroup(group.filter), limit, ...(next && { cursor: next }) })
        if (reads.get(group.key) !== read) return
        fresh.push(...answer.ids)
        next = answer.next
      } while (next && shown().length + fresh.length < size)
      setParts(group.key, { ids: [...new Set([...shown(), ...fresh])], next })
    } catch (error) {
      if (reads.get(group.key) === read) await toastReadError(error)
    } finally {
      if (reads.get(group.key) === read) reads.delete(group.key)
    }
  }

  /** One page more; where its rows are being read anew, all of them at once. */
  function readMore(group: GroupAnswer): void {
    const { ids, next } = parts[group.key]!
    const size = ids.length + PAGE
    const read = reads.get(group.key)
    if (!read) void readRows(group, size, next)
    else if (read.size < size) void readRows(group, size)
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

  /** Groups with other counts are read anew, once no cell is edited; of the others the rows that are named. */
  async function refresh(ids: ReadonlySet<string>): Promise<void> {
    if (isEdited()) loadSoon()
    else await load(true)
    const named = shownIds().filter((id) => ids.has(id))
    await inPages(new Set(named), async (page) => void (await fetch({ records: page, limit: page.length })))
  }

  const shownIds = () => Object.values(parts).flatMap(({ ids }) => ids)
  /** A row that went to another group would close its editor. */
  const isEdited = () => {
    const keys = columnsOf(project()).map(({ field }) => field.id)
    return shownIds().some((id) => keys.some((key) => editBase(id, key)))
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
    timer = setTimeout(() => (isEdited() ? loadSoon() : void load(true)), 400)
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
        if (!reads.has(visibleGroup.key)) void readRows(visibleGroup, PAGE)
    },
    moreOf: readMore,
    moreGroups,
  }
}
