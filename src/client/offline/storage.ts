import { createStore, del, set, values } from 'idb-keyval'
import type { WaitingWrite } from './waiting.ts'

export interface WriteStorage {
  all(): Promise<WaitingWrite[]>
  put(write: WaitingWrite): Promise<void>
  remove(id: string): Promise<void>
}

/** What waits of one person, in IndexedDB; where a browser has none (private mode) it is kept as long as the tab. */
export function openStorage(person: string): WriteStorage {
  const store = typeof indexedDB === 'undefined' ? null : createStore(`tonle-offline-${person}`, 'writes')
  const memory = new Map<string, WaitingWrite>()
  return {
    async all() {
      const stored = store ? await values<WaitingWrite>(store).catch(() => []) : []
      return [...stored, ...memory.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async put(write) {
      const savePromise = store ? set(write.id, write, store) : Promise.reject()
      await savePromise.catch(() => memory.set(write.id, write))
    },
    async remove(id) {
      memory.delete(id)
      if (store) await del(id, store).catch(() => {})
    },
  }
}
