import { createSignal, onCleanup } from 'solid-js'
import { t } from '../../../../i18n/index.ts'
import type { BoardTools } from '../board-context.ts'
import type { CardPosition, Column } from '../board-types.ts'

const STEPS: Record<string, [across: number, down: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/**
 * Space lifts a card, arrows move it within its list and to adjacent lists, Space drops it, Esc cancels. While it is
 * lifted, card and sums are already shown at the new position; only the drop is stored. Otherwise arrows move the focus.
 */
export function keyboardMove(tools: () => BoardTools, announce: (text: string) => void) {
  const [lifted, setLifted] = createSignal<{ id: string; from: CardPosition }>()
  const store = () => tools().store
  const columns = () => store().columns
  const listName = (id: string) =>
    tools()
      .project()
      .lists.find((list) => list.id === id)?.name ?? ''

  function onKey(event: KeyboardEvent, id: string): void {
    const step = STEPS[event.key]
    if (event.key === ' ' && tools().mayEdit()) lift(id)
    else if (step) moveFocus(id, ...step)
    else return
    event.preventDefault()
  }

  /** Listens on window while a card is lifted: each move re-creates the card's element, and keys may come before it has the focus. */
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

  /** The card that was focused last. A move re-creates its element; until that has the focus, keys arrive at the body. */
  let lastCard: string | undefined
  function onUnfocusedKey(event: KeyboardEvent): void {
    if (lastCard && !lifted() && document.activeElement === document.body) onKey(event, lastCard)
  }
  const clearLastCard = () => {
    lastCard = undefined
  }
  window.addEventListener('keydown', onUnfocusedKey)
  window.addEventListener('pointerdown', clearLastCard)
  onCleanup(() => {
    window.removeEventListener('keydown', onUnfocusedKey)
    window.removeEventListener('pointerdown', clearLastCard)
  })

  function release(): void {
    setLifted(undefined)
    window.removeEventListener('keydown', onLiftedKey, { capture: true })
  }

  function lift(id: string): void {
    const position = store().findCard(id)
    if (!position) return
    setLifted({ id, from: { list: position.list, index: position.index } })
    window.addEventListener('keydown', onLiftedKey, { capture: true })
    announce(t('board.said.lifted', { title: position.record.title, ...positionText(position) }))
  }

  function move(id: string, columnStep: number, rowStep: number): void {
    const position = store().findCard(id)
    if (!position) return
    const columnIndex = columns().findIndex((column) => column.id === position.list)
    const target = columns()[columnIndex + columnStep]
    if (!target) return
    const lastIndex = columnStep === 0 ? target.ids.length - 1 : target.ids.length
    const index = Math.max(0, Math.min(position.index + rowStep, lastIndex))
    store().moveCard(id, { list: target.id, index })
    focusCard(id)
    announce(t('board.said.moved', positionText(store().findCard(id)!)))
  }

  function drop(): void {
    const { id, from } = lifted()!
    const position = store().findCard(id)
    // A folded list stays open as long as the card in it has the focus.
    if (position) tools().peek(position.list)
    release()
    if (position) announce(t('board.said.dropped', positionText(position)))
    focusCard(id)
    void store().storeMove(id, from)
  }

  function cancel(): void {
    const { id, from } = lifted()!
    release()
    store().moveCard(id, from)
    announce(t('board.said.cancelled', positionText(from)))
    focusCard(id)
  }

  function moveFocus(id: string, columnStep: number, rowStep: number): void {
    const position = store().findCard(id)
    if (!position) return
    let columnIndex = columns().findIndex((column) => column.id === position.list) + columnStep
    while (columnStep !== 0 && hasNoCards(columns()[columnIndex])) columnIndex += columnStep
    const cards = columns()[columnIndex]?.ids ?? []
    const next = cards[Math.max(0, Math.min(position.index + rowStep, cards.length - 1))]
    if (next) focusCard(next)
  }

  const hasNoCards = (column: Column | undefined): boolean => {
    const list = tools()
      .project()
      .lists.find(({ id }) => id === column?.id)
    return column !== undefined && (column.ids.length === 0 || (list !== undefined && tools().isFolded(list)))
  }

  /** Scrolls to a card and focuses it. After a move it is a new element, which may take some frames to be rendered. */
  function focusCard(id: string): void {
    const position = store().findCard(id)
    if (!position) return
    tools().setTabStop(id)
    lastCard = id
    tools().scrollAreas.get(position.list)?.scrollToIndex(position.index)
    let tries = 0
    const focus = () => {
      const link = document.querySelector<HTMLElement>(`[data-record="${CSS.escape(id)}"] a`)
      link?.focus({ preventScroll: false })
      tries += 1
      if (!link && tries < 5) requestAnimationFrame(focus)
    }
    requestAnimationFrame(focus)
  }

  function positionText(position: CardPosition): Record<string, string | number> {
    const count = columns().find((column) => column.id === position.list)?.count ?? 0
    return { list: listName(position.list), at: position.index + 1, count }
  }

  onCleanup(release)
  return {
    lifted: () => lifted()?.id,
    /** where the lifted card is by now */
    list: () => {
      const card = lifted()
      return card && store().findCard(card.id)?.list
    },
    onKey,
  }
}
