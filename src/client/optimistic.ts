import type { ProjectAnswer } from '../core/api/answers.ts'
import { cache } from './cache.ts'
import { reorder, type Spot } from './reorder.ts'

/** Shows one of what a query answered as it will be, before the server has said so. What is being read was asked for before. */
export function updateCached<T extends { id: string }>(
  query: { queryKey: string[] },
  id: string,
  next: (one: T) => T,
): void {
  void cache.cancelQueries({ queryKey: query.queryKey })
  cache.setQueryData<T[]>(query.queryKey, (all) => all?.map((one) => (one.id === id ? next(one) : one)))
}

/** What a project has several of, each with an id and a place among the others. */
export type Of = 'lists' | 'fields' | 'tags'
type Next = (project: ProjectAnswer) => ProjectAnswer
interface Thing {
  id: string
}

const withAll =
  (of: Of, next: (all: readonly Thing[]) => readonly Thing[]): Next =>
  (project) => ({ ...project, [of]: next(project[of]) })

export const withPart = (of: Of, id: string, part: object): Next =>
  withAll(of, (all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)))

export const withReordered = (of: Of, id: string, spot: Spot): Next =>
  withAll(of, (all) => reorder(all, (one) => one.id, id, spot))

export const without = (of: Of, id: string): Next => withAll(of, (all) => all.filter((one) => one.id !== id))
