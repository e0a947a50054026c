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
