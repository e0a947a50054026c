import { invalid, notFound } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import type { Level } from '../../src/core/permissions/index.ts'
import type { Context } from '../context.ts'

/** The list, field or tag of that id with its project, if the person may do `level` there. */
export function findPart<K extends 'lists' | 'fields' | 'tags'>(
  context: Context,
  kind: K,
  id: number | null,
  level: Level,
): { project: Project; thing: Project[K][number] } {
  for (const project of context.catalog.projects) {
    const thing = (project[kind] as Project[K][number][]).find((one) => one.id === id)
    if (thing) return { project: context.project(project.id, level), thing }
  }
  throw notFound()
}

/** Things of a project are few and stand by number: the middle between two neighbours, or one past the last. */
export function positionBetween(
  things: readonly { id: number; position: number }[],
  { before, after }: { before?: string | undefined; after?: string | undefined },
  self?: number,
): number {
  const others = things.filter((one) => one.id !== self)
  const word = before ?? after
  if (word === undefined) return (others.at(-1)?.position ?? 0) + 1
  const at = others.findIndex((one) => String(one.id) === word)
  if (at < 0) throw invalid(before === undefined ? 'after' : 'before', 'notId', { value: word })
  const low = before === undefined ? others[at] : others[at - 1]
  const high = before === undefined ? others[at + 1] : others[at]
  if (!high) return low!.position + 1
  return low ? (low.position + high.position) / 2 : high.position - 1
}
