import { createSignal, onCleanup } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import type { BoardTools } from './board-context.ts'
import type { Spot } from './board-types.ts'

const STEPS: Record<string, [across: number, down: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

type Origin = Spot & { enteredListAt: string }

/**
 * Space lifts a card, arrows move it within its list and to the lists beside, Space drops it, Esc puts it back. While it is
 * lifted the card and the sums already stand where they would be; only the drop is stored. Not lifted, arrows walk the cards.
 */
export function keyboardMove(tools: () => BoardTools, announce: (text: string) => void) {
  const [lifted, setLifted] = createSignal<{ id: string; from: Origin }>()
  const store = () => tools().store
  const columns = () => store().columns
  const listName = (id: string) =>
    tools()
      .project()
      .lists.find((list) => list.id === id)?.name ?? ''

  function onKey(event: KeyboardEvent, id: string): void {
    const step = STEPS[event.key]
    if (event.key === ' ' && tools().mayEdit()) lift(id)
    else if (step) walk(id, ...step)
    else return
    event.preventDefault()
  }

  /** Heard on the window while a card is lifted: each move makes the card anew elsewhere, and keys come faster than focus. */
  function onLiftedKey(event: KeyboardEvent): void {
    const active = lifted()
    if (!active) return
    const step = STEPS[event.key]
    if (event.key === ' ' || event.key === 'Enter') drop()
    else if (event.key === 'Escape' || event.key === 'Tab') cancel()
    else if (step) move(active.id, ...step)
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  /** The card that keys meant last. Its element is made anew when it moves, and until the new one has the focus the page has it. */
  let shown: string | undefined
  function onPageKey(event: KeyboardEvent): void {
    if (shown && !lifted() && document.activeElement === document.body) onKey(event, shown)
  }
  const forget = () => {
    shown = undefined
  }
  window.addEventListener('keydown', onPageKey)
  window.addEventListener('pointerdown', forget)
  onCleanup(() => {
    window.removeEventListener('keydown', onPageKey)
    window.removeEventListener('pointerdown', forget)
  })

  function setDown(): void {
    setLifted(undefined)
    window.removeEventListener('keydown', onLiftedKey, { capture: true })
  }

  function lift(id: string): void {
    const spot = store().find(id)
    if (!spot) return
    setLifted({ id, from: { list: spot.list, index: spot.index, enteredListAt: spot.record.enteredListAt } })
    window.addEventListener('keydown', onLiftedKey, { capture: true })
    announce(t('board.said.lifted', { title: spot.record.title, ...wordsOf(spot) }))
  }

  function move(id: string, across: number, down: number): void {
    const spot = store().find(id)
    if (!spot) return
    const at = columns().findIndex((column) => column.id === spot.list)
    const target = columns()[at + across]
    if (!target) return
    const room = across === 0 ? target.records.length - 1 : target.records.length
    const index = Math.max(0, Math.min(spot.index + down, room))
    store().place(id, { list: target.id, index })
    show(id)
    announce(t('board.said.moved', wordsOf(store().find(id)!)))
  }

  function drop(): void {
    const { id, from } = lifted()!
    setDown()
    const spot = store().find(id)
    if (spot) announce(t('board.said.dropped', wordsOf(spot)))
    show(id)
    void store().commit(id, from)
  }

  function cancel(): void {
    const { id, from } = lifted()!
    setDown()
    store().place(id, from)
    announce(t('board.said.cancelled', wordsOf(from)))
    show(id)
  }

  function walk(id: string, across: number, down: number): void {
    const spot = store().find(id)
    if (!spot) return
    let at = columns().findIndex((column) => column.id === spot.list) + across
    while (across !== 0 && columns()[at]?.records.length === 0) at += across
    const cards = columns()[at]?.records ?? []
    const next = cards[Math.max(0, Math.min(spot.index + down, cards.length - 1))]
    if (next) show(next.id)
  }

  /** Brings a card into the page and focuses it: after a move it is another element, possibly in another column. */
  function show(id: string): void {
    const spot = store().find(id)
    if (!spot) return
    tools().setTabStop(id)
    shown = id
    tools().shelves.get(spot.list)?.reveal(spot.index)
    let tries = 0
    const focus = () => {
      const link = document.querySelector<HTMLElement>(`[data-record="${CSS.escape(id)}"] a`)
      link?.focus({ preventScroll: false })
      tries += 1
      if (!link && tries < 5) requestAnimationFrame(focus)
    }
    requestAnimationFrame(focus)
  }

  function wordsOf(spot: Spot): Record<string, string | number> {
    const count = columns().find((column) => column.id === spot.list)?.count ?? 0
    return { list: listName(spot.list), at: spot.index + 1, count }
  }

  onCleanup(setDown)
  return { lifted: () => lifted()?.id, onKey }
}
