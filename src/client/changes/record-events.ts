import { unwrap } from 'solid-js/store'
import type { RecordAnswer } from '../../core/api/answers.ts'
import { api } from '../api.ts'
import { cache, setCached } from '../cache.ts'

/** A change of a record, published to every mounted view: boards, tables, panels. */
export type RecordEvent = { kind: 'saved' | 'created' | 'gone'; record: RecordAnswer } | { kind: 'reload' }

const listeners = new Set<(event: RecordEvent) => void>()

export function subscribeRecords(listener: (event: RecordEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function publishRecord(event: RecordEvent): void {
  if (event.kind === 'reload') return void refetchAll()
  // Each subscriber gets its own copy: a Solid store that merges a shared object would mutate the other stores' state.
  const copy = () => structuredClone(unwrap(event.record))
  if (event.kind === 'gone') cache.removeQueries({ queryKey: ['record', event.record.id] })
  else setCached(['record', event.record.id], copy)
  for (const listener of listeners) listener({ kind: event.kind, record: copy() })
}

/** Refetches all data on screen. Resolves when the cached queries have arrived. */
export async function refetchAll(): Promise<void> {
  const refetched = cache.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
  for (const listener of listeners) listener({ kind: 'reload' })
  await refetched
}

export const recordQuery = (id: string) => ({
  queryKey: ['record', id],
  queryFn: async () => (await api<{ record: RecordAnswer }>('GET', `/api/records/${id}`)).record,
})
