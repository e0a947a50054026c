import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile, type SetStoreFunction, unwrap } from 'solid-js/store'
import { persist, readPersisted } from './persisted.ts'

/**
 * A draft of what is saved: what isn't saved yet survives a click elsewhere and a reload, in this browser. What somebody else saves
 * meanwhile is taken over, unless there is something unsaved.
 */
export function createPersistedDraft<T extends object>(
  key: string,
  saved: () => T,
): {
  draft: T
  setDraft: SetStoreFunction<T>
  /** changes where all of it is another: editors that keep something begin anew */
  version: () => number
  /** there was a draft, and it differs from what is saved */
  wasPersisted: () => boolean
  /** as it is saved */
  startOver: () => void
  /** nothing is kept any more */
  forget: () => void
} {
  let base = JSON.stringify(saved())
  const storedDraft = readPersisted<T | null>(key, null)
  const [wasPersisted, setWasKept] = createSignal(storedDraft !== null && JSON.stringify(storedDraft) !== base)
  const [draft, setDraft] = createStore<T>(wasPersisted() ? storedDraft! : saved())
  const [version, setVersion] = createSignal(1)
  let isForgotten = false
  const draftJson = () => JSON.stringify(unwrap(draft))

  let timer: ReturnType<typeof setTimeout> | undefined
  function keep(): void {
    clearTimeout(timer)
    if (!isForgotten) persist(key, draftJson() === base ? undefined : unwrap(draft))
  }
  createEffect(
    on(
      () => JSON.stringify(draft),
      () => {
        clearTimeout(timer)
        timer = setTimeout(keep, 300)
      },
      { defer: true },
    ),
  )
  // A reload doesn't wait for the timer, and cleans nothing up.
  addEventListener('pagehide', keep)
  onCleanup(() => {
    removeEventListener('pagehide', keep)
    keep()
  })
  const take = () => {
    base = JSON.stringify(saved())
    setDraft(reconcile(JSON.parse(base) as T, { merge: false }))
    setVersion((last) => last + 1)
  }
  createEffect(
    on(
      () => JSON.stringify(saved()),
      () => {
        if (draftJson() === base) take()
      },
      { defer: true },
    ),
  )
  return {
    draft,
    setDraft,
    version,
    wasPersisted,
    startOver() {
      take()
      setWasKept(false)
    },
    forget() {
      isForgotten = true
      clearTimeout(timer)
      persist(key, undefined)
    },
  }
}
