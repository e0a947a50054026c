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

let lastId = 0

/**
 * Shows a message at the foot of the screen, one at a time: the newest. A problem that a newer one covers is shown again after it;
 * what was done is not.
 */
export function toast(options: Omit<Toast, 'id'>): number {
  lastId += 1
  const id = lastId
  setToasts((current) => [...current.filter(({ kind }) => kind === 'problem').slice(-MOST), { ...options, id }])
  return id
}

const MOST = 20

export const shownToast = (): Toast | undefined => toasts().at(-1)

/** How long it is shown, in ms; undefined for one that stays. */
export const toastTime = ({ kind, stays }: Toast): number | undefined =>
  stays ? undefined : kind === 'problem' ? 12_000 : 7_000

export function dismiss(id: number): void {
  setToasts((current) => current.filter((shownToast) => shownToast.id !== id))
}
