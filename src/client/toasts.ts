import { createSignal } from 'solid-js'

export interface Toast {
  id: number
  kind: 'done' | 'problem'
  text: string
  action?: { label: string; onClick: () => void }
  /** until it is closed */
  stays?: boolean
}

const [toasts, setToasts] = createSignal<Toast[]>([])

export { toasts }

let lastId = 0

/** Shows a message at the foot of the screen: 7 s, a problem 12 s. */
export function toast(options: Omit<Toast, 'id'>): number {
  lastId += 1
  const id = lastId
  setToasts((current) => [...current.filter((one, i) => one.stays || i >= current.length - 2), { ...options, id }])
  if (!options.stays) setTimeout(() => dismiss(id), options.kind === 'problem' ? 12_000 : 7_000)
  return id
}

export function dismiss(id: number): void {
  setToasts((current) => current.filter((shownToast) => shownToast.id !== id))
}
