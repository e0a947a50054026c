/** Beside which one of a list another is to stand. */
export interface Position {
  id: string
  side: 'before' | 'after'
}

/** The list with one of it put elsewhere. */
export function reorder<T>(list: readonly T[], idOf: (item: T) => string, id: string, position: Position): T[] {
  const item = list.find((entry) => idOf(entry) === id)
  const others = list.filter((entry) => idOf(entry) !== id)
  const index = others.findIndex((entry) => idOf(entry) === position.id)
  if (!item || index < 0) return [...list]
  return others.toSpliced(position.side === 'before' ? index : index + 1, 0, item)
}
