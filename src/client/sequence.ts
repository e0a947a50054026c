/** The order of the records on screen, so that J and K in an open record go to the next and the previous one. */
let order: () => string[] = () => []

export const setSequence = (next: () => string[]): void => {
  order = next
}

export function neighbour(id: string, step: 1 | -1): string | undefined {
  const ids = order()
  const index = ids.indexOf(id)
  return index < 0 ? undefined : ids[index + step]
}
