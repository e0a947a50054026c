import { invalid } from '../../src/core/errors/index.ts'

/** Parts of a project (lists, fields, tags) are few and stand by number: the middle between two neighbours, or one past the last. */
export function positionBetween(
  parts: readonly { id: number; position: number }[],
  { before, after }: { before?: string | undefined; after?: string | undefined },
  self?: number,
): number {
  const others = parts.filter((one) => one.id !== self)
  for (const [path, id] of Object.entries({ before, after }))
    if (id !== undefined && !others.some((one) => String(one.id) === id)) throw invalid(path, 'notId', { value: id })
  const neighbour = before ?? after
  if (neighbour === undefined) return (others.at(-1)?.position ?? 0) + 1
  const index = others.findIndex((one) => String(one.id) === neighbour)
  const low = before === undefined ? others[index] : others[index - 1]
  const high = before === undefined ? others[index + 1] : others[index]
  if (!high) return low!.position + 1
  return low ? (low.position + high.position) / 2 : high.position - 1
}

/** The position that a patch asks for; undefined where it says nothing of one. */
export const newPosition = (
  parts: readonly { id: number; position: number }[],
  patch: { before?: string | undefined; after?: string | undefined },
  self: number,
): number | undefined => ((patch.before ?? patch.after) === undefined ? undefined : positionBetween(parts, patch, self))
