import { unwrap } from 'solid-js/store'
import type { RecordAnswer } from '../core/api/answers.ts'
import type { Json } from '../core/model/json.ts'
import { t } from '../i18n/index.ts'
import { ApiProblem, api, randomKey } from './api.ts'
import { cache } from './cache.ts'
import { toastError } from './error-message.ts'
import { enqueue, hasQueued } from './mutation-queue.ts'
import { toast } from './toasts.ts'

/** What happened to a record, told to whatever shows it: boards, tables, panels. */
export type RecordEvent = { kind: 'saved' | 'created' | 'gone'; record: RecordAnswer } | { kind: 'reload' }

const listeners = new Set<(event: RecordEvent) => void>()

export function subscribeRecords(listener: (event: RecordEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function publishRecord(event: RecordEvent): void {
  if (event.kind === 'reload') return void refetchAll()
  // Everyone gets a copy: a store that merges what it is given would change what another one holds.
  const copy = () => structuredClone(unwrap(event.record))
  if (event.kind === 'gone') cache.removeQueries({ queryKey: ['record', event.record.id] })
  else cache.setQueryData(['record', event.record.id], copy())
  for (const listener of listeners) listener({ kind: event.kind, record: copy() })
}

/** Everything on screen is asked for again; answers when what the screens share has come. */
export async function refetchAll(): Promise<void> {
  const refetched = cache.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
  for (const listener of listeners) listener({ kind: 'reload' })
  await refetched
}

interface WriteAnswer {
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
  const created = await api<WriteAnswer>('POST', path, record, { idempotencyKey: randomKey() })
  publishRecord({ kind: 'created', record: created.record })
  toastUndo(t('record.created', { title: created.record.title }), created.change)
  void refreshTags(project)
  return created.record
}

/** Shows the change at once, stores it, and takes it back with a reason when it is refused. Answers whether it was stored. */
export async function saveRecord(
  before: RecordAnswer,
  patch: { [what: string]: Json },
  optimisticPatch: Partial<RecordAnswer>,
): Promise<boolean> {
  const after = { ...before, ...optimisticPatch, values: { ...before.values, ...optimisticPatch.values } }
  return optimistic(before, after, (baseVersion) =>
    api('PATCH', `/api/records/${before.id}`, { ...patch, base: baseVersion }),
  )
}

/** PUT or DELETE of one tag or assignee. */
export function toggleMember(
  before: RecordAnswer,
  relation: 'tags' | 'assignees',
  item: { id: string; name: string },
): Promise<boolean> {
  const isSet = before[relation].some((existing) => existing.id === item.id)
  const next = isSet ? before[relation].filter((existing) => existing.id !== item.id) : [...before[relation], item]
  const request = () => api<WriteAnswer>(isSet ? 'DELETE' : 'PUT', `/api/records/${before.id}/${relation}/${item.id}`)
  return optimistic(before, { ...before, [relation]: next }, request)
}

async function optimistic(
  before: RecordAnswer,
  after: RecordAnswer,
  request: (baseVersion: number) => Promise<WriteAnswer>,
): Promise<boolean> {
  const { id, project } = before
  publishRecord({ kind: 'saved', record: after })
  try {
    const { result, latest } = await enqueue(id, async () => {
      const result = await request(Math.max(before.version, versions.get(id) ?? 0))
      // Within the step, so that the next in line finds it.
      versions.set(id, result.record.version)
      return result
    })
    if (latest) publishRecord({ kind: 'saved', record: result.record })
    void cache.invalidateQueries({ queryKey: ['history', id] })
    void refreshTags(project)
    return true
  } catch (error) {
    if (!hasQueued(id)) publishRecord({ kind: 'saved', record: before })
    if (error instanceof ApiProblem && error.status === 409) await refetch(id)
    await toastError(error)
    return false
  }
}

/** The versions the server answered last: what the next change of a record is based on. */
const versions = new Map<string, number>()

/** Somebody else was here: show what there is now. */
async function refetch(id: string): Promise<void> {
  const record = await cache.fetchQuery({ ...recordQuery(id), staleTime: 0 }).catch(() => null)
  if (!record) return
  versions.set(id, record.version)
  publishRecord({ kind: 'saved', record })
}

/** To the bin or the archive, with the way back in the toast. */
export async function removeRecord(record: RecordAnswer, target: 'bin' | 'archive'): Promise<boolean> {
  try {
    const path = `/api/records/${record.id}`
    const { change } =
      target === 'bin' ? await api<WriteAnswer>('DELETE', path) : await api<WriteAnswer>('PUT', `${path}/archive`)
    publishRecord({ kind: 'gone', record })
    void refreshTags(record.project)
    toastUndo(t(target === 'bin' ? 'record.deleted' : 'record.archived', { title: record.title }), change)
    return true
  } catch (error) {
    await toastError(error)
    return false
  }
}

/** Several changes that are one for whoever made them are taken back together, the last one first. */
export function toastUndo(text: string, change: string | string[]): void {
  toast({ kind: 'done', text, action: { label: t('undo'), onClick: () => void undo(change) } })
}

export async function undo(change: string | string[]): Promise<void> {
  let keptCount = 0
  try {
    for (const id of [change].flat().reverse())
      keptCount += (await api<{ kept: unknown[] }>('POST', `/api/changes/${id}/undo`, {})).kept.length
    toast({ kind: 'done', text: keptCount > 0 ? t('undoKept', { count: keptCount }) : t('undone') })
  } catch (error) {
    await toastError(error)
  }
  publishRecord({ kind: 'reload' })
}

export const refreshTags = (project: string) => cache.invalidateQueries({ queryKey: ['tags', project] })

/** To another list, from outside a board. */
export async function moveRecord(record: RecordAnswer, list: { id: string; name: string }): Promise<void> {
  if (record.list === list.id) return
  let change = ''
  const after = { ...record, list: list.id, enteredListAt: new Date().toISOString() }
  const stored = await optimistic(record, after, async () => {
    const moved = await api<WriteAnswer>('PUT', `/api/records/${record.id}/move`, { list: list.id })
    change = moved.change
    return moved
  })
  if (stored) toastUndo(t('board.moved', { title: record.title, list: list.name }), change)
}
