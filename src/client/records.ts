import type { RecordAnswer } from '../core/api/answers.ts'
import type { Json } from '../core/model/json.ts'
import { t } from '../i18n/index.ts'
import { ApiProblem, api } from './api.ts'
import { cache } from './cache.ts'
import { refreshTags } from './changes/create-record.ts'
import { editBase } from './changes/edit-base.ts'
import { publishRecord, recordQuery, refetchAll } from './changes/record-events.ts'
import { toastUndo } from './changes/undo-toast.ts'
import { errorMessage, toastError } from './error-message.ts'
import { enqueue, hasQueued } from './mutation-queue.ts'
import { DroppedWrite, type RecordWritten, type Write, write } from './offline/write.ts'

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
  /** told instead of a toast */
  onRefused?: (message: string) => void,
): Promise<boolean> {
  const keys = Object.keys((patch.values as object | undefined) ?? patch)
  const [key] = keys
  const base = editBase(record.id, key!)?.version ?? record.version
  const after = { ...record, ...optimisticPatch, values: { ...record.values, ...optimisticPatch.values } }
  const display = (patch.values ? after.values[key!] : after[key as keyof RecordAnswer]) as Json
  const request: Write = {
    method: 'PATCH',
    path: `/api/records/${record.id}`,
    body: patch,
    text: t('offline.edit', { title: record.title, name: wording?.name ?? key!, value: wording?.text(display) ?? '' }),
    edit: { record: record.id, keys, base, ...(keys.length === 1 && { stored: display }) },
  }
  const onConflict = async (current: RecordAnswer) => {
    if (!wording) return false
    const { toastConflict } = await import('./changes/conflict-toast.ts')
    const textIn = (of: RecordAnswer) =>
      wording.text((patch.values ? of.values[key!] : of[key as keyof RecordAnswer]) as Json)
    const [mine, theirs] = [textIn(after), textIn(current)]
    await toastConflict({ record: record.id, key: key!, name: wording.name, mine, theirs }, () =>
      saveRecord(current, patch, optimisticPatch, wording, onRefused),
    )
    return true
  }
  return optimistic(record, after, request, { onConflict, onRefused })
}

/** PUT or DELETE of one tag or assignee. */
export function toggleMember(
  before: RecordAnswer,
  relation: 'tags' | 'assignees',
  item: { id: string; name: string },
): Promise<boolean> {
  const isSet = before[relation].some((existing) => existing.id === item.id)
  const next = isSet ? before[relation].filter((existing) => existing.id !== item.id) : [...before[relation], item]
  return optimistic(
    before,
    { ...before, [relation]: next },
    {
      method: isSet ? 'DELETE' : 'PUT',
      path: `/api/records/${before.id}/${relation}/${item.id}`,
      text: t(isSet ? 'offline.remove' : 'offline.add', { title: before.title, name: item.name }),
    },
  )
}

/** What the server has of each record that is being written: what is shown again where a write is refused. */
const stored = new Map<string, RecordAnswer>()

/** What an editor began with may be behind what came meanwhile, and hold what was refused since. */
function newestKnown(record: RecordAnswer): RecordAnswer {
  const cached = cache.getQueryData<RecordAnswer>(recordQuery(record.id).queryKey)
  return cached && cached.version >= record.version ? cached : record
}

async function optimistic(
  before: RecordAnswer,
  after: RecordAnswer,
  request: Write,
  {
    onStored = () => {},
    onConflict = async () => false,
    onRefused,
  }: {
    onStored?: (answer: RecordWritten) => void
    /** tells of a conflict; false where it can't */
    onConflict?: (current: RecordAnswer) => Promise<boolean>
    /** told instead of a toast */
    onRefused?: ((message: string) => void) | undefined
  } = {},
): Promise<boolean> {
  const { id, project } = before
  if (!hasQueued(id)) stored.set(id, newestKnown(before))
  publishRecord({ kind: 'saved', record: after })
  try {
    const { result, latest } = await enqueue(id, (onKept) => write<RecordWritten>(request, onKept))
    stored.set(id, result.record)
    if (latest) publishRecord({ kind: 'saved', record: result.record })
    void cache.invalidateQueries({ queryKey: ['history', id] })
    void refreshTags(project)
    onStored(result)
    return true
  } catch (error) {
    // Never the value of an earlier write that was refused, too.
    if (!hasQueued(id)) publishRecord({ kind: 'saved', record: stored.get(id) ?? before })
    const current = error instanceof ApiProblem && error.status === 409 ? await refetch(id) : null
    if (current && (await onConflict(current))) return false
    if (onRefused && !(error instanceof DroppedWrite)) onRefused(await errorMessage(error))
    else await toastError(error)
    return false
  } finally {
    if (!hasQueued(id)) stored.delete(id)
  }
}

/** Somebody else changed the record: show its current state. */
async function refetch(id: string): Promise<RecordAnswer | null> {
  const record = await cache.fetchQuery({ ...recordQuery(id), staleTime: 0 }).catch(() => null)
  if (record) publishRecord({ kind: 'saved', record })
  return record
}

/** Moves a record to the bin or the archive, with Undo in the toast. Returns whether it is, or will be once the line is back. */
export async function removeRecord(record: RecordAnswer, target: 'bin' | 'archive'): Promise<boolean> {
  const path = `/api/records/${record.id}`
  const text = t(target === 'bin' ? 'record.deleted' : 'record.archived', { title: record.title })
  const request: Write =
    target === 'bin' ? { method: 'DELETE', path, text } : { method: 'PUT', path: `${path}/archive`, text }
  let isKept = false
  return new Promise((resolve) => {
    const onGone = () => {
      publishRecord({ kind: 'gone', record })
      resolve(true)
    }
    const onKept = () => {
      isKept = true
      onGone()
    }
    write<RecordWritten>(request, onKept).then(
      ({ change }) => {
        if (!isKept) onGone()
        void refreshTags(record.project)
        toastUndo(text, change)
      },
      async (error) => {
        await toastError(error)
        // It was shown as gone.
        if (isKept) await refetchAll()
        resolve(false)
      },
    )
  })
}

/** Moves a record to another list, from outside a board; `values` go with it, `shown` is how they will be answered. */
export async function moveRecord(
  record: RecordAnswer,
  list: { id: string; name: string },
  values: RecordAnswer['values'] = {},
  shown: RecordAnswer['values'] = {},
): Promise<void> {
  if (record.list === list.id) return
  const after = {
    ...record,
    list: list.id,
    enteredListAt: new Date().toISOString(),
    values: { ...record.values, ...shown },
  }
  const text = t('board.moved', { title: record.title, list: list.name })
  const path = `/api/records/${record.id}/move`
  await optimistic(
    record,
    after,
    { method: 'PUT', path, body: { list: list.id, values }, text },
    { onStored: ({ change }) => toastUndo(text, change) },
  )
}

/** Takes a record out of the bin. */
export async function restoreRecord(record: RecordAnswer): Promise<void> {
  try {
    const path = `/api/records/${record.id}/restore`
    const { record: restored } = await api<RecordWritten>('PUT', path)
    publishRecord({ kind: 'created', record: restored })
  } catch (error) {
    await toastError(error)
  }
}
