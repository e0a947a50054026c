import type { BoardTools } from '../board-context.ts'

const MOUSE_SLACK = 5
const TOUCH_SLACK = 10
const HOLD_MS = 230
const EDGE = 56

interface DragHandlers {
  tools: () => BoardTools
  board: () => HTMLElement
  onLift: (id: string, height: number) => void
  onTarget: (position: { list: string; index: number } | undefined) => void
  onDrop: (id: string) => void
  onCancel: () => void
}

/**
 * Dragging by mouse, pen and touch. A mouse lifts a card after a few pixels, a finger after a long press (a swipe scrolls).
 * A clone follows the pointer, because a virtual column removes the original when it scrolls out of view. Written by
 * hand: the drag library is 36 KB, a third of the board's limit, and doesn't support virtual columns.
 */
export function pointerDrag(hooks: DragHandlers): (event: PointerEvent) => void {
  let cancelCurrent: (() => void) | undefined

  return (press) => {
    const card = (press.target as Element).closest<HTMLElement>('[data-record]')
    const busy = (press.target as Element).closest('button, input')
    if (!card || busy || press.button !== 0 || !press.isPrimary || !hooks.tools().mayEdit()) return
    cancelCurrent?.()
    const id = card.dataset.record!
    const touch = press.pointerType === 'touch'
    const cardBox = card.getBoundingClientRect()
    let ghost: HTMLElement | undefined
    let pointer = { x: press.clientX, y: press.clientY }
    let frame = 0
    const longPress = touch ? setTimeout(lift, HOLD_MS) : 0

    function lift(): void {
      ghost = card!.cloneNode(true) as HTMLElement
      Object.assign(ghost.style, {
        position: 'fixed',
        inset: '0 auto auto 0',
        width: `${cardBox.width}px`,
        zIndex: '80',
        pointerEvents: 'none',
        margin: '0',
        rotate: '1.5deg',
        boxShadow: 'var(--shadow-high)',
        cursor: 'grabbing',
      })
      ghost.removeAttribute('data-record')
      ghost.setAttribute('aria-hidden', 'true')
      document.body.append(ghost)
      document.documentElement.style.cursor = 'grabbing'
      hooks.onLift(id, cardBox.height)
      if (touch) navigator.vibrate?.(10)
      moveGhost()
      frame = requestAnimationFrame(scrollEdges)
    }

    function moveGhost(): void {
      ghost!.style.transform = `translate(${pointer.x - (press.clientX - cardBox.left)}px, ${pointer.y - (press.clientY - cardBox.top)}px)`
      hooks.onTarget(targetAt(hooks.tools(), pointer.x, pointer.y))
    }

    function scrollEdges(): void {
      const board = hooks.board()
      const box = board.getBoundingClientRect()
      board.scrollLeft += scrollSpeed(pointer.x, box.left, box.right)
      const scrollArea = hooks.tools().scrollAreas.get(targetAt(hooks.tools(), pointer.x, pointer.y)?.list ?? '')
      if (scrollArea) {
        const area = scrollArea.scroller.getBoundingClientRect()
        scrollArea.scroller.scrollTop += scrollSpeed(pointer.y, area.top, area.bottom)
        moveGhost()
      }
      frame = requestAnimationFrame(scrollEdges)
    }

    function onMove(event: PointerEvent): void {
      if (event.pointerId !== press.pointerId) return
      pointer = { x: event.clientX, y: event.clientY }
      const distance = Math.hypot(pointer.x - press.clientX, pointer.y - press.clientY)
      if (ghost) moveGhost()
      else if (touch && distance > TOUCH_SLACK) end()
      else if (!touch && distance > MOUSE_SLACK) lift()
    }

    function onUp(event: PointerEvent): void {
      if (event.pointerId !== press.pointerId) return
      const wasLifted = ghost !== undefined
      end()
      if (!wasLifted) return
      suppressClick()
      hooks.onDrop(id)
    }

    function onCancel(): void {
      const wasLifted = ghost !== undefined
      end()
      if (wasLifted) hooks.onCancel()
    }

    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !ghost) return
      event.stopPropagation()
      onCancel()
    }
    const preventScroll = (event: TouchEvent) => ghost && event.preventDefault()
    const preventContextMenu = (event: Event) => touch && event.preventDefault()

    function end(): void {
      clearTimeout(longPress)
      cancelAnimationFrame(frame)
      ghost?.remove()
      ghost = undefined
      document.documentElement.style.cursor = ''
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', onCancel)
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('touchmove', preventScroll)
      window.removeEventListener('contextmenu', preventContextMenu)
      cancelCurrent = undefined
    }

    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', onCancel)
    window.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('touchmove', preventScroll, { passive: false })
    window.addEventListener('contextmenu', preventContextMenu)
    cancelCurrent = onCancel
  }
}

function targetAt(tools: BoardTools, x: number, y: number): { list: string; index: number } | undefined {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-list]')
  const scrollArea = tools.scrollAreas.get(column?.dataset.list ?? '')
  return scrollArea && { list: column!.dataset.list!, index: scrollArea.indexAt(y) }
}

/** Pixels to scroll in this frame when the pointer is near an edge. */
function scrollSpeed(pointer: number, edgeStart: number, end: number): number {
  if (pointer < edgeStart + EDGE) return -Math.min(18, (edgeStart + EDGE - pointer) / 3)
  if (pointer > end - EDGE) return Math.min(18, (pointer - end + EDGE) / 3)
  return 0
}

/** Suppresses the click event that follows a drag, which would open the card. */
function suppressClick(): void {
  const suppress = (event: MouseEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('click', suppress, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', suppress, { capture: true }), 50)
}
