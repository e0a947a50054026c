import { type Accessor, createSignal } from 'solid-js'

/** A signal kept in localStorage (a draft comment, which fields a card shows). Without storage it is a plain signal. */
export function persisted<T>(key: string, initial: T): [Accessor<T>, (value: T) => void] {
  const [value, setValue] = createSignal<T>(readPersisted(key, initial))
  return [
    value,
    (next) => {
      setValue(() => next)
      persist(key, next)
    },
  ]
}

export function readPersisted<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(`tonle.${key}`)
    return text === null ? initial : (JSON.parse(text) as T)
  } catch {
    return initial
  }
}

export function persist(key: string, value: unknown): void {
  try {
    if (value === undefined || value === '') localStorage.removeItem(`tonle.${key}`)
    else localStorage.setItem(`tonle.${key}`, JSON.stringify(value))
  } catch {
    // Private mode: nothing is remembered, nothing breaks.
  }
}
