import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, produce, reconcile } from 'solid-js/store'
import { toastError } from '../../../client/error-message.ts'
import { subscribeRecords } from '../../../client/records.ts'
import type { GroupAnswer, ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { refusesFilter, sayWhereHidden } from '../filter.ts'
import { closed } from './grouping.ts'
import type { Foot, Line, Rows } from './lines.ts'
import type { Question } from './question.ts'

/** So many rows of a group at first, and with each "more". */
const PAGE = 50
const LARGEST = 200

interface Part {
  records: RecordAnswer[]
  next: string | null
}

/** Groups with their counts and subtotals in one answer; a group's rows are read when it comes into sight, page by page. */
export function createGroups(project: () => ProjectAnswer, { ask, key, totals, within, group }: Question): Rows {
  const [groups, setGroups] = createSignal<GroupAnswer[]>([])
  const [moreGroups, setMoreGroups] = createSignal(false)
  const [parts, setParts] = createStore<{ [key: string]: Part }>({})
  const [foot, setFoot] = createSignal<Foot>({ count: 0, totals: [] })
  const [state, setState] = createSignal<ReturnType<Rows['state']>>('loading')
  const reading = new Set<string>()
  let asked = 0

  /** `keep`: what is there is shown until its new rows have come, and only what changed is read anew. */
  async function load(keep = false): Promise<void> {
    asked += 1
    const mine = asked
    reading.clear()
    try {
      const answer = await ask({ group: group(), totals: totals(), count: true, limit: 0 })
      if (mine !== asked) return
      const before = new Map(groups().map((one) => [one.key, JSON.stringify(one)]))
      setGroups(answer.groups ?? [])
      setMoreGroups(answer.moreGroups ?? false)
      setFoot({ count: answer.count ?? 0, totals: answer.totals ?? [] })
      if (!keep) setParts(reconcile({}))
      else {
        const changed = groups().filter((one) => parts[one.key] && before.get(one.key) !== JSON.stringify(one))
        for (const one of changed)
          void read(one, null, Math.min(LARGEST, Math.max(PAGE, parts[one.key]!.records.length)))
      }
      setState('ready')
    } catch (error) {
      if (mine !== asked) return
      if (refusesFilter(error)) return void setState('refused')
      if (state() === 'loading') setState('failed')
      await toastError(error)
    }
  }

  async function read(one: GroupAnswer, cursor: string | null, limit = PAGE): Promise<void> {
    if (reading.has(one.key)) return
    reading.add(one.key)
    const mine = asked
    try {
      const answer = await ask({ filter: within(one.filter), limit, ...(cursor ? { cursor } : {}) })
      if (mine !== asked) return
      const had = cursor ? (parts[one.key]?.records ?? []) : []
      const known = new Set(had.map(({ id }) => id))
      const records = [...had, ...answer.records.filter(({ id }) => !known.has(id))]
      setParts(one.key, reconcile({ records, next: answer.next }, { key: 'id' }))
    } catch (error) {
      await toastError(error)
    } finally {
      if (mine === asked) reading.delete(one.key)
    }
  }

  const lines = createMemo(() =>
    groups().flatMap((one): Line[] => {
      const head: Line = { kind: 'group', key: `g${one.key}`, group: one }
      if (closed().has(one.key)) return [head]
      const part = parts[one.key]
      if (!part) {
        const count = Math.min(one.count, PAGE)
        const waiting = (_: unknown, i: number): Line => ({ kind: 'waiting', key: `w${one.key} ${i}`, group: one })
        return [head, ...Array.from({ length: count }, waiting)]
      }
      const rows = part.records.map((record): Line => ({ kind: 'record', key: `${one.key} ${record.id}`, record }))
      const more: Line[] = part.next
        ? [{ kind: 'more', key: `m${one.key}`, group: one, shown: part.records.length }]
        : []
      return [head, ...rows, ...more]
    }),
  )

  function everywhere(change: (records: RecordAnswer[]) => void): void {
    setParts(
      produce((all) => {
        for (const part of Object.values(all)) change(part.records)
      }),
    )
  }

  let timer: ReturnType<typeof setTimeout>
  onCleanup(
    subscribeRecords((event) => {
      if (event.kind === 'reload') return void load()
      const { record } = event
      if (record.project !== project().id) return
      if (event.kind === 'created') return void load(true).then(() => sayWhereHidden(record))
      everywhere((records) => {
        const at = records.findIndex(({ id }) => id === record.id)
        if (at >= 0 && event.kind === 'gone') records.splice(at, 1)
        else if (at >= 0) Object.assign(records[at]!, record)
      })
      clearTimeout(timer)
      timer = setTimeout(() => void load(true), 400)
    }),
  )
  onCleanup(() => clearTimeout(timer))
  createEffect(on(key, () => void load()))
  createEffect(on(totals, () => void load(true), { defer: true }))

  return {
    lines,
    foot,
    state,
    load,
    loadMore: () => Promise.resolve(false),
    seen(all) {
      for (const one of new Set(all.flatMap((line) => (line.kind === 'waiting' ? [line.group] : []))))
        void read(one, null)
    },
    moreOf: (one) => void read(one, parts[one.key]?.next ?? null),
    moreGroups,
  }
}
