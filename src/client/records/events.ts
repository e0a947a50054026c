import type { RecordAnswer } from '../../core/api/answers.ts'
import { cache } from '../cache.ts'

/** What changes which records a view shows, told to every mounted one; what a record itself shows is in the store. */
type RecordEvent = { kind: 'created' | 'gone'; record: RecordAnswer } | { kind: 'reload' }

const listeners = new Set<(event: RecordEvent) => void>()

export function subscribeRecords(listener: (event: RecordEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function publishRecord(event: RecordEvent): void {
  if (event.kind === 'reload') return void refetchAll()
  if (event.kind === 'gone') cache.removeQueries({ queryKey: ['record', event.record.id] })
  for (const listener of listeners) listener(event)
}

/** Refetches all data on screen. Resolves when the cached queries have arrived. */
export async function refetchAll(): Promise<void> {
  const refetched = cache.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
  for (const listener of listeners) listener({ kind: 'reload' })
  await refetched
}
