import { createSignal } from 'solid-js'

export interface Toast {
  id: number
  kind: 'done' | 'problem'
  text: string
  action?: { label: string; run: () => void }
}

const [toasts, setToasts] = createSignal<Toast[]>([])

export { toasts }

let last = 0

/** Says something at the foot of the screen; a problem stays longer, for it has to be read. */
export function toast(one: Omit<Toast, 'id'>): number {
  last += 1
  const id = last
  setToasts((all) => [...all.slice(-2), { ...one, id }])
  setTimeout(() => dismiss(id), one.kind === 'problem' ? 12_000 : 7_000)
  return id
}

export function dismiss(id: number): void {
  setToasts((all) => all.filter((one) => one.id !== id))
}
