import type { ProjectAnswer } from '../core/api/answers.ts'
import { cache } from './cache.ts'
import { type Position, reorder } from './reorder.ts'

/** Shows one of what a query answered as it will be, before the server has said so. What is being read was asked for before. */
export function updateCached<T extends { id: string }>(
  query: { queryKey: string[] },
  id: string,
  update: (item: T) => T,
): void {
  void cache.cancelQueries({ queryKey: query.queryKey })
  cache.setQueryData<T[]>(query.queryKey, (items) => items?.map((item) => (item.id === id ? update(item) : item)))
}

/** What a project has several of, each with an id and a place among the others. */
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
