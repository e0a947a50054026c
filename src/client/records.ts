import { unwrap } from 'solid-js/store'
import type { RecordAnswer } from '../core/model/answers.ts'
import type { Json } from '../core/model/json.ts'
import { t } from '../i18n/index.ts'
import { ApiProblem, api, newKey } from './api.ts'
import { cache } from './cache.ts'
import { toastProblem } from './say-problem.ts'
import { toast } from './toasts.ts'

/** What happened to a record, told to whatever shows it: boards, tables, panels. */
export type RecordEvent = { kind: 'saved' | 'created' | 'gone'; record: RecordAnswer } | { kind: 'reload' }

const listeners = new Set<(event: RecordEvent) => void>()

export function onRecords(listener: (event: RecordEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tell(event: RecordEvent): void {
  if (event.kind === 'reload') {
    void cache.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
    for (const listener of listeners) listener(event)
    return
  }
  // Everyone gets a copy: a store that merges what it is given would change what another one holds.
  const copy = () => structuredClone(unwrap(event.record))
  if (event.kind === 'gone') cache.removeQueries({ queryKey: ['record', event.record.id] })
  else cache.setQueryData(['record', event.record.id], copy())
  for (const listener of listeners) listener({ kind: event.kind, record: copy() })
}

interface Written {
  record: RecordAnswer
  change: string
}

export const recordQuery = (id: string) => ({
  queryKey: ['record', id],
  queryFn: async () => (await api<{ record: RecordAnswer }>('GET', `/api/records/${id}`)).record,
})

export async function createRecord(
  project: string,
  record: { title: string; list?: string; values?: { [field: string]: Json } },
): Promise<RecordAnswer> {
  const path = `/api/projects/${project}/records`
  const made = await api<Written>('POST', path, record, { idempotencyKey: newKey() })
  tell({ kind: 'created', record: made.record })
  void refreshTags(project)
  return made.record
}

/** Shows the change at once, stores it, and takes it back with a reason when it is refused. Answers whether it was stored. */
export async function saveRecord(
  before: RecordAnswer,
  patch: { [what: string]: Json },
  shown: Partial<RecordAnswer>,
): Promise<boolean> {
  const after = { ...before, ...shown, values: { ...before.values, ...shown.values } }
  return optimistic(before, after, () => api('PATCH', `/api/records/${before.id}`, { ...patch, base: before.version }))
}

/** PUT or DELETE of one tag or assignee. */
export function toggleOn(
  before: RecordAnswer,
  set: 'tags' | 'assignees',
  one: { id: string; name: string },
): Promise<boolean> {
  const has = before[set].some((other) => other.id === one.id)
  const shown = has ? before[set].filter((other) => other.id !== one.id) : [...before[set], one]
  const call = () => api<Written>(has ? 'DELETE' : 'PUT', `/api/records/${before.id}/${set}/${one.id}`)
  return optimistic(before, { ...before, [set]: shown }, call)
}

async function optimistic(before: RecordAnswer, after: RecordAnswer, call: () => Promise<Written>): Promise<boolean> {
  tell({ kind: 'saved', record: after })
  try {
    tell({ kind: 'saved', record: (await call()).record })
    void cache.invalidateQueries({ queryKey: ['history', before.id] })
    void refreshTags(before.project)
    return true
  } catch (error) {
    tell({ kind: 'saved', record: before })
    if (error instanceof ApiProblem && error.status === 409)
      void cache.invalidateQueries({ queryKey: ['record', before.id] })
    await toastProblem(error)
    return false
  }
}

/** To the bin or the archive, with the way back in the toast. */
export async function removeRecord(record: RecordAnswer, how: 'bin' | 'archive'): Promise<boolean> {
  try {
    const path = `/api/records/${record.id}`
    const { change } = how === 'bin' ? await api<Written>('DELETE', path) : await api<Written>('PUT', `${path}/archive`)
    tell({ kind: 'gone', record })
    void refreshTags(record.project)
    toastUndo(t(how === 'bin' ? 'record.deleted' : 'record.archived', { title: record.title }), change)
    return true
  } catch (error) {
    await toastProblem(error)
    return false
  }
}

export function toastUndo(text: string, change: string): void {
  toast({ kind: 'done', text, action: { label: t('undo'), run: () => void undo(change) } })
}

export async function undo(change: string): Promise<void> {
  try {
    const { kept } = await api<{ kept: unknown[] }>('POST', `/api/changes/${change}/undo`, {})
    toast({ kind: 'done', text: kept.length > 0 ? t('undoKept', { count: kept.length }) : t('undone') })
    tell({ kind: 'reload' })
  } catch (error) {
    await toastProblem(error)
  }
}

export const refreshTags = (project: string) => cache.invalidateQueries({ queryKey: ['tags', project] })

/** To another list (or another place in it), from outside a board. */
export async function moveRecord(record: RecordAnswer, list: { id: string; name: string }): Promise<void> {
  if (record.list === list.id) return
  tell({ kind: 'saved', record: { ...record, list: list.id, enteredListAt: new Date().toISOString() } })
  try {
    const moved = await api<Written>('PUT', `/api/records/${record.id}/move`, { list: list.id })
    tell({ kind: 'saved', record: moved.record })
    void cache.invalidateQueries({ queryKey: ['history', record.id] })
    toastUndo(t('board.moved', { title: record.title, list: list.name }), moved.change)
  } catch (error) {
    tell({ kind: 'saved', record })
    await toastProblem(error)
  }
}
