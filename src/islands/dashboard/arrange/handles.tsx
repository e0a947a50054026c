import GripVertical from 'lucide-solid/icons/grip-vertical'
import { say } from '../../../i18n/dashboard/words.ts'
import css from './arrange.module.css'
import type { Place } from './layout.ts'

interface Props {
  name: string
  place: Place
  grid: () => HTMLElement
  /** taken into the hand, or let go where it is */
  onHold: (isHeld: boolean) => void
  /** let go without having moved: Escape */
  onDrop: () => void
  onMove: (place: Place) => void
  onKeys: (step: readonly [x: number, y: number], resizes: boolean) => void
}

const GAP = 16
const ROW = 76

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** What a chart is taken by: all of it to move it, a corner to resize it. Arrows move it, with Shift they resize it. */
export function Handles(props: Props) {
  function hold(event: PointerEvent & { currentTarget: HTMLElement }, change: 'move' | 'resize'): void {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    handle.focus({ preventScroll: true })
    const begun = { x: event.clientX, y: event.clientY, place: { ...props.place }, scroll: scrollOf(props.grid()) }
    const column = (props.grid().clientWidth + GAP) / 12
    const stop = new AbortController()
    const { signal } = stop
    props.onHold(true)
    handle.addEventListener(
      'pointermove' as const,
      (move: PointerEvent) => {
        scrollAtEdge(props.grid(), move.clientY)
        const down = move.clientY - begun.y + scrollOf(props.grid()) - begun.scroll
        const [dx, dy] = [Math.round((move.clientX - begun.x) / column), Math.round(down / (ROW + GAP))]
        const { x, y, w, h } = begun.place
        const place =
          change === 'move' ? { x: x + dx, y: y + dy, w, h } : { x, y, w: Math.min(w + dx, 12 - x), h: h + dy }
        props.onMove(place)
      },
      { signal },
    )
    const end = (isKept: boolean) => {
      stop.abort()
      if (isKept) props.onHold(false)
      else props.onDrop()
    }
    handle.addEventListener('pointerup', () => end(true), { signal })
    handle.addEventListener('pointercancel', () => end(false), { signal })
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape') return
        key.stopPropagation()
        end(false)
      },
      { signal, capture: true },
    )
  }

  function onKeyDown(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key]
    if (!arrow) return
    event.preventDefault()
    props.onKeys(arrow, event.shiftKey)
  }

  return (
    <>
      <button
        type="button"
        class={css.move}
        aria-label={say('moveByKeys', { name: props.name })}
        onPointerDown={(event) => hold(event, 'move')}
        onKeyDown={onKeyDown}
      >
        <span class={css.grip}>
          <GripVertical size={16} />
        </span>
      </button>
      <span class={css.resize} role="presentation" onPointerDown={(event) => hold(event, 'resize')} />
    </>
  )
}

const EDGE = 48

/** What is carried to the edge of the screen scrolls on. */
function scrollAtEdge(grid: HTMLElement, y: number): void {
  const way = y > innerHeight - EDGE ? 1 : y < EDGE ? -1 : 0
  if (way !== 0) grid.closest('main')?.scrollBy(0, way * 16)
}

/** The grid lies in what scrolls: while it is held the page may move under it. */
const scrollOf = (grid: HTMLElement): number => grid.closest('main')?.scrollTop ?? 0
