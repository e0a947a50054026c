import { createSignal } from 'solid-js'
import type { Position } from '../../../../client/reorder.ts'

/** Lines put into another order by their handles: dragged, or moved by arrow keys. Lines carry `data-line`, handles `data-handle`. */
export function createReorder(ids: () => string[], move: (id: string, position: Position) => void) {
  const [draggedId, setDraggedId] = createSignal<string>()
  const [position, setPosition] = createSignal<Position>()

  function under(list: Element | null, y: number): Position | undefined {
    const lines = [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
    const line = lines.find((line) => y < line.getBoundingClientRect().bottom) ?? lines.at(-1)
    if (!line) return undefined
    const { top, height } = line.getBoundingClientRect()
    return { id: line.dataset.line!, side: y < top + height / 2 ? 'before' : 'after' }
  }

  const handle = (id: string) => ({
    'data-handle': id,
    onPointerDown(event: PointerEvent & { currentTarget: HTMLElement }) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setDraggedId(id)
    },
    onPointerMove(event: PointerEvent & { currentTarget: HTMLElement }) {
      if (draggedId() === id) setPosition(under(event.currentTarget.closest('[data-lines]'), event.clientY))
    },
    onPointerUp() {
      const target = position()
      if (draggedId() === id && target && target.id !== id) move(id, target)
      setDraggedId()
      setPosition()
    },
    onPointerCancel() {
      setDraggedId()
      setPosition()
    },
    onKeyDown(event: KeyboardEvent) {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
      if (step === 0) return
      event.preventDefault()
      const next = ids()[ids().indexOf(id) + step]
      if (!next) return
      move(id, { id: next, side: step < 0 ? 'before' : 'after' })
      // Re-creating or moving the row's element loses the focus: restore it.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-handle="${id}"]`)?.focus())
    },
  })

  /** data attributes of a row: it is dragged, or the drop position is before or after it */
  const line = (id: string) => ({
    'data-line': id,
    'data-held': draggedId() === id ? '' : undefined,
    'data-drop': position()?.id === id && draggedId() !== id ? position()?.side : undefined,
  })

  return { handle, line }
}
