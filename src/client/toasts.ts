import { createSignal } from 'solid-js'

interface Action {
  label: string
  onClick: () => void
}

export interface Toast {
  id: number
  kind: 'done' | 'problem'
  text: string
  actions: Action[]
  /** until it is closed */
  stays: boolean
}

interface Options {
  kind: Toast['kind']
  text: string
  action?: Action
  stays?: boolean
  /** belongs to what was just said: is told with it, not instead of it */
  joins?: boolean
}

const [toasts, setToasts] = createSignal<Toast[]>([])

let lastId = 0
const MOST = 20

/**
 * Shows a message at the foot of the screen, one at a time: the newest. A problem that a newer one covers is shown again after it;
 * what was done is not.
 */
export function toast({ kind, text, action, stays = false, joins = false }: Options): void {
  lastId += 1
  const id = lastId
  const actions = action ? [action] : []
  setToasts((current) => {
    const last = joins ? current.at(-1) : undefined
    const shown =
      last?.kind === 'done'
        ? { ...last, id, kind, text: `${last.text} ${text}`, actions: [...last.actions, ...actions] }
        : { id, kind, text, actions, stays }
    return [...current.filter(({ kind }) => kind === 'problem').slice(-MOST), shown]
  })
}

export const shownToast = (): Toast | undefined => toasts().at(-1)

/** How long it is shown, in ms; undefined for one that stays. */
export const toastTime = ({ kind, stays }: Toast): number | undefined =>
  stays ? undefined : kind === 'problem' ? 12_000 : 7_000

export function dismiss(id: number): void {
  setToasts((current) => current.filter((shownToast) => shownToast.id !== id))
}
