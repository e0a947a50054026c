import { batch } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { RecordAnswer } from '../../core/api/answers.ts'

/*
 * All that this page knows of records, once: boards, tables, panels and linked records keep ids, and read what they show here. For
 * each it is known what the server has and what was written here and isn't answered yet; shown is the first with the second on
 * top. So an answer, a refusal and what others change each replace only what they speak of, in whatever order they come.
 */

/** What an answer tells of a record: all of it, or (a card) what it shows. */
export type Known = Pick<RecordAnswer, 'id' | 'project' | 'version' | 'values'> & Partial<RecordAnswer>
/** What a write will make of a record, as far as is known before it is answered; `values` are those that change. */
export type Patch = (record: RecordAnswer) => Partial<Omit<RecordAnswer, 'id' | 'project' | 'version'>>

interface Entry {
  server: Known
  /** the newest that was answered; `server.version` stays that of the last whole answer, by which edits are judged */
  version: number
  seq: number
  pending: Patch[]
  shown: RecordAnswer
}

/** A record is shown otherwise than before: by what was written here, or by what was read. */
export interface RecordChange {
  record: RecordAnswer
  before: RecordAnswer
  cause: 'write' | 'read'
}

const entries = new Map<string, Entry>()
const [shown, setShown] = createStore<{ [id: string]: RecordAnswer }>({})
const [wholeRecords, setWholeRecords] = createStore<{ [id: string]: true }>({})
const listeners = new Set<(change: RecordChange) => void>()

/** A record as it is to be shown; followed by what reads it. Of one whose card alone is known the rest is empty. */
export const recordOf = (id: string): RecordAnswer | undefined => shown[id]
/** Whether all of it is known. */
export const isWhole = (id: string): boolean => wholeRecords[id] ?? false
/** What the server has of it, as far as that is known. */
export const storedRecord = (id: string): RecordAnswer | undefined => {
  const entry = entries.get(id)
  return entry && { ...UNKNOWN, ...entry.server }
}
export const hasPending = (id: string): boolean => (entries.get(id)?.pending.length ?? 0) > 0

export function subscribeChanges(listener: (change: RecordChange) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Keeps what an answer tells of records, unless something newer is known. `seq`: how new it is; `isAll`: nothing was left out. */
export function putRecords(
  records: readonly Known[],
  { seq, isAll, cause = 'read' }: { seq: number; isAll: boolean; cause?: RecordChange['cause'] },
): void {
  batch(() => {
    for (const record of records) {
      const { id, version } = record
      const entry = entries.get(id)
      if (!entry) {
        const first = { ...UNKNOWN, ...record }
        entries.set(id, { server: record, version, seq, pending: [], shown: first })
        setShown(id, structuredClone(first))
      } else {
        // Computed values change without a new version.
        const isOlder = version < entry.version || (version === entry.version && seq < entry.seq)
        if (!isOlder) {
          entry.server = isAll ? record : merged(entry.server, record, isWhole(id) ? entry.server.version : version)
          Object.assign(entry, { version, seq })
        } else if (isAll && !isWhole(id)) {
          // A card of it is newer, and has not all.
          entry.server = merged(record, entry.server, version)
        } else if (isAll && version === entry.version && entry.server.version < version) {
          // A card has told of this version first, but not all of it.
          entry.server = record
        } else continue
        show(id, entry, cause)
      }
      if (isAll) setWholeRecords(id, true)
    }
  })
}

/** What `newer` has of it, and of the rest what `older` has. */
const merged = (older: Known, newer: Known, version: number): Known => ({
  ...older,
  ...newer,
  values: { ...older.values, ...newer.values },
  version,
})

/** A whole record that an answer holds, whatever it was an answer to: `api` notes it, so that nothing has to be remembered by who asks. */
export function noteRecord(answer: unknown, how: { seq: number; cause: RecordChange['cause'] }): void {
  const { record } = (answer ?? {}) as { record?: Partial<RecordAnswer> }
  if (record?.version !== undefined && record.values) putRecords([record as RecordAnswer], { ...how, isAll: true })
}

/** Shows what a write will make of a record until `settle` is called: answered, which is known by then, or refused. */
export function patchPending(id: string, patch: Patch): { settle: () => void } {
  const entry = entries.get(id)
  if (!entry) return { settle() {} }
  entry.pending.push(patch)
  show(id, entry, 'write')
  return {
    settle() {
      entry.pending = entry.pending.filter((one) => one !== patch)
      if (entries.get(id) === entry) show(id, entry, 'write')
    },
  }
}

/** It is erased, or closed to who looks: nothing of it is kept here either. No view may show it any more. */
export function forgetRecord(id: string): void {
  entries.delete(id)
  batch(() => {
    setShown(id, undefined!)
    setWholeRecords(id, undefined!)
  })
}

/** Another database stands behind this address, or this one has gone back: whatever it answers is newer. */
export function expireRecords(): void {
  for (const entry of entries.values()) Object.assign(entry, { version: -1, seq: -1 })
}

export function forgetRecords(): void {
  entries.clear()
  setShown(reconcile({}))
  setWholeRecords(reconcile({}))
}

function show(id: string, entry: Entry, cause: RecordChange['cause']): void {
  const before = entry.shown
  let record: RecordAnswer = { ...UNKNOWN, ...entry.server }
  for (const patch of entry.pending) {
    const changed = patch(record)
    record = { ...record, ...changed, values: { ...record.values, ...changed.values } }
  }
  entry.shown = record
  // A copy: the store changes what it is given. What was written may hold parts of the store itself.
  setShown(id, reconcile(structuredClone(unwrap(record))))
  for (const listener of listeners) listener({ record, before, cause })
}

const UNKNOWN = {
  number: 0,
  title: '',
  list: '',
  position: '',
  description: '',
  tags: [],
  assignees: [],
  due: null,
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  enteredListAt: '',
  closedAt: null,
  archivedAt: null,
  deletedAt: null,
}
