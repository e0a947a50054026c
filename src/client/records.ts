import type { RecordAnswer } from '../core/api/answers.ts'
import type { Json } from '../core/model/json.ts'
import { t } from '../i18n/index.ts'
import { ApiProblem, api } from './api.ts'
import { cache } from './cache.ts'
import { refreshTags } from './changes/create-record.ts'
import { editBase } from './changes/edit-base.ts'
import { publishRecord, recordQuery } from './changes/record-events.ts'
import { toastUndo } from './changes/undo-toast.ts'
import { toastError } from './error-message.ts'
import { enqueue, hasQueued } from './mutation-queue.ts'

interface WriteAnswer {
  record: RecordAnswer
  change: string
}

/** How a value is told where somebody else has changed it too. */
export interface Wording {
  name: string
  text: (value: Json) => string
}

/**
 * Optimistic update: shows the change at once, stores it, rolls back with a toast when it is refused. Where somebody else has changed
 * the same meanwhile, both values are told and one is chosen. Returns whether it was stored.
 */
export async function saveRecord(
  record: RecordAnswer,
  patch: { [what: string]: Json },
  optimisticPatch: Partial<RecordAnswer>,
  wording?: Wording,
): Promise<boolean> {
  const [key] = Object.keys((patch.values as object | undefined) ?? patch)
  const before = { ...record, version: editBase(record.id, key!)?.version ?? record.version }
  const after = { ...before, ...optimisticPatch, values: { ...before.values, ...optimisticPatch.values } }
  const request = (baseVersion: number) =>
    api<WriteAnswer>('PATCH', `/api/records/${before.id}`, { ...patch, base: baseVersion })
  return optimistic(before, after, request, async (current) => {
    if (!wording) return false
    const { toastConflict } = await import('./changes/conflict-toast.ts')
    const textIn = (of: RecordAnswer) =>
      wording.text((patch.values ? of.values[key!] : of[key as keyof RecordAnswer]) as Json)
    const [mine, theirs] = [textIn(after), textIn(current)]
    await toastConflict({ record: record.id, key: key!, name: wording.name, mine, theirs }, () =>
      saveRecord(current, patch, optimisticPatch, wording),
    )
    return true
  })
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
  /** tells of a conflict; false where it can't */
  onConflict: (current: RecordAnswer) => Promise<boolean> = async () => false,
): Promise<boolean> {
  const { id, project } = before
  publishRecord({ kind: 'saved', record: after })
  try {
    const { result, latest } = await enqueue(id, async () => {
      const result = await request(Math.max(before.version, versions.get(id) ?? 0))
      // Set inside the queued request, so that the next one in the queue sends this version.
      versions.set(id, result.record.version)
      return result
    })
    if (latest) publishRecord({ kind: 'saved', record: result.record })
    void cache.invalidateQueries({ queryKey: ['history', id] })
    void refreshTags(project)
    return true
  } catch (error) {
    if (!hasQueued(id)) publishRecord({ kind: 'saved', record: before })
    const current = error instanceof ApiProblem && error.status === 409 ? await refetch(id) : null
    if (!(current && (await onConflict(current)))) await toastError(error)
    return false
  }
}

/** The last version of each record that the server returned: the `base` of its next change. */
const versions = new Map<string, number>()

/** Somebody else changed the record: show its current state. */
async function refetch(id: string): Promise<RecordAnswer | null> {
  const record = await cache.fetchQuery({ ...recordQuery(id), staleTime: 0 }).catch(() => null)
  if (!record) return null
  versions.set(id, record.version)
  publishRecord({ kind: 'saved', record })
  return record
}

/** Moves a record to the bin or the archive, with Undo in the toast. */
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

/** Moves a record to another list, from outside a board. */
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
