/** A target position: before or after the item with this id. */
export interface Position {
  id: string
  side: 'before' | 'after'
}

/** A copy of the list with the item `id` moved to `position`. */
export function reorder<T>(list: readonly T[], idOf: (item: T) => string, id: string, position: Position): T[] {
  const item = list.find((entry) => idOf(entry) === id)
  const others = list.filter((entry) => idOf(entry) !== id)
  const index = others.findIndex((entry) => idOf(entry) === position.id)
  if (!item || index < 0) return [...list]
  return others.toSpliced(position.side === 'before' ? index : index + 1, 0, item)
}
