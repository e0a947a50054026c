import type { ProjectAnswer } from '../core/api/answers.ts'
import { setCached } from './cache.ts'
import { type Position, reorder } from './reorder.ts'

/** Updates one item of a cached list optimistically. */
export function updateCached<T extends { id: string }>(
  query: { queryKey: string[] },
  id: string,
  update: (item: T) => T,
): void {
  setCached<T[]>(query.queryKey, (items) => items?.map((item) => (item.id === id ? update(item) : item)))
}

/** The ordered collections of a project. */
export type Collection = 'lists' | 'fields' | 'tags'
type Update = (project: ProjectAnswer) => ProjectAnswer
interface Item {
  id: string
}

const updateCollection =
  (collection: Collection, update: (items: readonly Item[]) => readonly Item[]): Update =>
  (project) => ({ ...project, [collection]: update(project[collection]) })

export const withPatch = (collection: Collection, id: string, patch: object): Update =>
  updateCollection(collection, (items) => items.map((item) => (item.id === id ? { ...item, ...patch } : item)))

export const withReordered = (collection: Collection, id: string, position: Position): Update =>
  updateCollection(collection, (items) => reorder(items, (item) => item.id, id, position))

export const withoutItem = (collection: Collection, id: string): Update =>
  updateCollection(collection, (items) => items.filter((item) => item.id !== id))
