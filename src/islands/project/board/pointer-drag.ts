import type { BoardTools } from './board-context.ts'

const MOUSE_SLACK = 5
const TOUCH_SLACK = 10
const HOLD_MS = 230
const EDGE = 56

interface Hooks {
  tools: () => BoardTools
  board: () => HTMLElement
  lift: (id: string, height: number) => void
  over: (spot: { list: string; index: number } | undefined) => void
  drop: (id: string) => void
  cancel: () => void
}

/**
 * Dragging by mouse, pen and touch. A mouse lifts a card after a few pixels, a finger after a long press (a swipe scrolls).
 * What follows the pointer is a copy, so that columns may scroll and drop their cards out of the page meanwhile. Of our own
 * making: the drag library weighs 36 KB, a third of what the board may weigh, and knows nothing of virtual columns.
 */
export function pointerDrag(hooks: Hooks): (event: PointerEvent) => void {
  let stop: (() => void) | undefined

  return (down) => {
    const card = (down.target as Element).closest<HTMLElement>('[data-record]')
    const busy = (down.target as Element).closest('button, input')
    if (!card || busy || down.button !== 0 || !down.isPrimary || !hooks.tools().mayEdit()) return
    stop?.()
    const id = card.dataset.record!
    const touch = down.pointerType === 'touch'
    const grip = card.getBoundingClientRect()
    let ghost: HTMLElement | undefined
    let last = { x: down.clientX, y: down.clientY }
    let frame = 0
    const hold = touch ? setTimeout(lift, HOLD_MS) : 0

    function lift(): void {
      ghost = card!.cloneNode(true) as HTMLElement
      Object.assign(ghost.style, {
        position: 'fixed',
        inset: '0 auto auto 0',
        width: `${grip.width}px`,
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
      hooks.lift(id, grip.height)
      if (touch) navigator.vibrate?.(10)
      follow()
      frame = requestAnimationFrame(scrollEdges)
    }

    function follow(): void {
      ghost!.style.transform = `translate(${last.x - (down.clientX - grip.left)}px, ${last.y - (down.clientY - grip.top)}px)`
      hooks.over(spotAt(hooks.tools(), last.x, last.y))
    }

    function scrollEdges(): void {
      const board = hooks.board()
      const box = board.getBoundingClientRect()
      board.scrollLeft += push(last.x, box.left, box.right)
      const shelf = hooks.tools().shelves.get(spotAt(hooks.tools(), last.x, last.y)?.list ?? '')
      if (shelf) {
        const area = shelf.scroller.getBoundingClientRect()
        shelf.scroller.scrollTop += push(last.y, area.top, area.bottom)
        follow()
      }
      frame = requestAnimationFrame(scrollEdges)
    }

    function onMove(event: PointerEvent): void {
      if (event.pointerId !== down.pointerId) return
      last = { x: event.clientX, y: event.clientY }
      const gone = Math.hypot(last.x - down.clientX, last.y - down.clientY)
      if (ghost) follow()
      else if (touch && gone > TOUCH_SLACK) end()
      else if (!touch && gone > MOUSE_SLACK) lift()
    }

    function onUp(event: PointerEvent): void {
      if (event.pointerId !== down.pointerId) return
      const lifted = ghost !== undefined
      end()
      if (!lifted) return
      swallowClick()
      hooks.drop(id)
    }

    function onCancel(): void {
      const lifted = ghost !== undefined
      end()
      if (lifted) hooks.cancel()
    }

    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !ghost) return
      event.stopPropagation()
      onCancel()
    }
    const keepStill = (event: TouchEvent) => ghost && event.preventDefault()
    const noMenu = (event: Event) => touch && event.preventDefault()

    function end(): void {
      clearTimeout(hold)
      cancelAnimationFrame(frame)
      ghost?.remove()
      ghost = undefined
      document.documentElement.style.cursor = ''
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', onCancel)
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('touchmove', keepStill)
      window.removeEventListener('contextmenu', noMenu)
      stop = undefined
    }

    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', onCancel)
    window.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('touchmove', keepStill, { passive: false })
    window.addEventListener('contextmenu', noMenu)
    stop = onCancel
  }
}

function spotAt(tools: BoardTools, x: number, y: number): { list: string; index: number } | undefined {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-list]')
  const shelf = tools.shelves.get(column?.dataset.list ?? '')
  return shelf && { list: column!.dataset.list!, index: shelf.indexAt(y) }
}

/** How far to scroll this frame when the pointer is near an edge. */
function push(at: number, start: number, end: number): number {
  if (at < start + EDGE) return -Math.min(18, (start + EDGE - at) / 3)
  if (at > end - EDGE) return Math.min(18, (at - end + EDGE) / 3)
  return 0
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 50)
}
