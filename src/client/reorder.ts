/** Beside which one of a list another is to stand. */
export interface Spot {
  id: string
  side: 'before' | 'after'
}

/** The list with one of it put elsewhere. */
export function reorder<T>(list: readonly T[], idOf: (one: T) => string, id: string, spot: Spot): T[] {
  const one = list.find((other) => idOf(other) === id)
  const others = list.filter((other) => idOf(other) !== id)
  const at = others.findIndex((other) => idOf(other) === spot.id)
  if (!one || at < 0) return [...list]
  return others.toSpliced(spot.side === 'before' ? at : at + 1, 0, one)
}
