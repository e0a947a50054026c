import { unwrap } from 'solid-js/store'
import type { RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { ApiProblem, api } from '../api.ts'
import { cache } from '../cache.ts'
import { editBase } from '../changes/edit-base.ts'
import { refreshTags } from '../changes/refresh-tags.ts'
import { toastUndo } from '../changes/undo-toast.ts'
import { errorMessage, toastError } from '../error-message.ts'
import { DroppedWrite, type RecordWritten, type Write, write } from '../offline/write.ts'
import { publishRecord, refetchAll } from './events.ts'
import { readRecord } from './query.ts'
import type { Patch } from './store.ts'
import { writeRecord } from './write-record.ts'

/** How a value is told where somebody else has changed it too. */
interface Wording {
  name: string
  text: (value: Json) => string
}

/**
 * Optimistic update: shows the change at once, stores it, and takes it back where it is refused, with a toast. Where somebody else has
 * changed the same meanwhile, both values are told and one is chosen. Returns whether it was stored.
 */
export async function saveRecord(
  record: RecordAnswer,
  patch: { [what: string]: Json },
  optimisticPatch: Partial<RecordAnswer>,
  wording?: Wording,
  /** told instead of a toast */
  onRefused?: (message: string) => void,
): Promise<boolean> {
  // An editor may give parts of the store back.
  const shown = unwrap(optimisticPatch)
  const keys = Object.keys((patch.values as object | undefined) ?? patch)
  const key = keys[0]!
  const valueIn = (of: Partial<RecordAnswer>) =>
    ((patch.values ? of.values?.[key] : of[key as keyof RecordAnswer]) ?? null) as Json
  const base = editBase(record.id, key)?.version ?? record.version
  const request: Write = {
    method: 'PATCH',
    path: `/api/records/${record.id}`,
    body: patch,
    text: t('offline.edit', {
      title: record.title,
      name: wording?.name ?? key,
      value: wording?.text(valueIn(shown)) ?? '',
    }),
    edit: { record: record.id, keys, base, ...(keys.length === 1 && { stored: valueIn(shown) }) },
  }
  const onConflict = async (current: RecordAnswer) => {
    if (!wording) return false
    const { toastConflict } = await import('../changes/conflict-toast.ts')
    const texts = { mine: wording.text(valueIn(shown)), theirs: wording.text(valueIn(current)) }
    await toastConflict({ record: record.id, key, name: wording.name, ...texts }, () =>
      saveRecord(current, patch, shown, wording, onRefused),
    )
    return true
  }
  return optimistic(record, request, () => shown, { onConflict, onRefused })
}

/** PUT or DELETE of one tag or assignee. */
export function toggleMember(
  record: RecordAnswer,
  relation: 'tags' | 'assignees',
  item: { id: string; name: string },
): Promise<boolean> {
  const isSet = record[relation].some((existing) => existing.id === item.id)
  const request: Write = {
    method: isSet ? 'DELETE' : 'PUT',
    path: `/api/records/${record.id}/${relation}/${item.id}`,
    text: t(isSet ? 'offline.remove' : 'offline.add', { title: record.title, name: item.name }),
  }
  return optimistic(record, request, ({ [relation]: members }) => {
    const others = members.filter((existing) => existing.id !== item.id)
    return { [relation]: isSet ? others : [...others, item] }
  })
}

async function optimistic(
  { id, project }: RecordAnswer,
  request: Write,
  patch: Patch,
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
  try {
    const answer = await writeRecord(id, request, patch)
    void cache.invalidateQueries({ queryKey: ['history', id] })
    void refreshTags(project)
    onStored(answer)
    return true
  } catch (error) {
    const isConflict = error instanceof ApiProblem && error.status === 409
    const current = isConflict ? await readRecord(id).catch(() => null) : null
    if (current && (await onConflict(current))) return false
    if (onRefused && !(error instanceof DroppedWrite)) onRefused(await errorMessage(error))
    else await toastError(error)
    return false
  }
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
  const text = t('board.moved', { title: record.title, list: list.name })
  const path = `/api/records/${record.id}/move`
  const patch = { list: list.id, enteredListAt: new Date().toISOString(), values: shown }
  await optimistic(record, { method: 'PUT', path, body: { list: list.id, values }, text }, () => patch, {
    onStored: ({ change }) => toastUndo(text, change),
  })
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
