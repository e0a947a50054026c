import type { BoardCard, Column } from './board-types.ts'

/** In place of those of its cards that were asked for the ones that it has now, each where it belongs; below the last page none is shown yet. */
export function replaceCards(column: Column, cards: readonly BoardCard[], isAsked: (id: string) => boolean): void {
  const present = new Map(column.records.map((card) => [card.id, card]))
  const kept = column.records.filter(({ id }) => !isAsked(id))
  const last = column.records.at(-1)
  const added = cards.filter((card) => isAsked(card.id) && (!column.next || !last || inOrder(card, last) <= 0))
  // A card that stays where it is stays the same object, or its element would be made anew.
  const updated = added.map((card) => Object.assign(present.get(card.id) ?? card, card))
  column.records = [...kept, ...updated].sort(inOrder)
}

/** As the server has them: by position, and of one position by id. */
const inOrder = (a: BoardCard, b: BoardCard): number =>
  a.position < b.position ? -1 : a.position > b.position ? 1 : Number(a.id) - Number(b.id)

const MOTION: KeyframeAnimationOptions = { duration: 260, easing: 'cubic-bezier(0.2, 0, 0, 1)' }

/** Changes where cards stand, once nothing is in somebody's hand, and lets those of `ids` that are seen glide to their new place; one that is new fades in. */
export async function glide(
  board: HTMLElement | undefined,
  ids: ReadonlySet<string>,
  change: () => void,
  isBusy: () => boolean,
): Promise<void> {
  while (isBusy()) await new Promise((wake) => setTimeout(wake, 100))
  const moves = board !== undefined && !matchMedia('(prefers-reduced-motion: reduce)').matches
  const before = moves ? placesOf(board, ids) : new Map<string, DOMRect>()
  change()
  if (!moves) return
  requestAnimationFrame(() => {
    for (const [id, after] of placesOf(board, ids)) {
      const card = board.querySelector(cardOf(id))!
      const from = before.get(id)
      if (!from) card.animate([{ opacity: 0 }, { opacity: 1 }], MOTION)
      else if (from.x !== after.x || from.y !== after.y)
        card.animate(
          [{ transform: `translate(${from.x - after.x}px, ${from.y - after.y}px)` }, { transform: 'none' }],
          MOTION,
        )
    }
  })
}

function placesOf(board: HTMLElement, ids: ReadonlySet<string>): Map<string, DOMRect> {
  const cards = [...ids].map((id) => [id, board.querySelector(cardOf(id))] as const)
  return new Map(cards.flatMap(([id, card]) => (card ? [[id, card.getBoundingClientRect()] as const] : [])))
}

const cardOf = (id: string): string => `[data-record="${CSS.escape(id)}"]`
