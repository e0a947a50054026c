import { unwrap } from 'solid-js/store'
import type { Column } from './board-types.ts'

const MOST = 8

/** The last boards of this tab, shown at once on return while they are refetched. */
const boards = new Map<string, Column[]>()

export const cachedBoard = (key: string): Column[] | undefined => boards.get(key)

export function cacheBoard(key: string, columns: Column[]): void {
  boards.delete(key)
  boards.set(key, structuredClone(unwrap(columns)))
  if (boards.size > MOST) boards.delete(boards.keys().next().value!)
}
