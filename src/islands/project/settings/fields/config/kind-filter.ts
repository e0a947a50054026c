import type { ListKind } from '../../../../../core/model/entities.ts'
import type { Filter } from '../../../../../core/query/filters/ast.ts'

/** The filter with its condition on the list's kind (open, won, lost) replaced; other conditions stay. */
export function withKind(filter: Filter | null, kind?: ListKind): Filter | null {
  const otherParts = partsOf(filter).filter((part) => kindIn(part) === undefined)
  const parts: Filter[] = kind ? [{ field: 'listKind', op: 'eq', value: kind }, ...otherParts] : otherParts
  if (parts.length > 1) return { and: parts }
  return parts[0] ?? null
}

/** The kind that the filter asks for: undefined if none, `several` if it can't be expressed as one. */
export function kindOf(filter: Filter | null): string | undefined {
  const kinds = partsOf(filter).flatMap((part) => kindIn(part) ?? [])
  return kinds.length > 1 ? 'several' : kinds[0]
}

export const isKindOnly = (filter: Filter | null): boolean =>
  partsOf(filter).length === 1 && kindOf(filter) !== undefined

const partsOf = (filter: Filter | null): Filter[] => (!filter ? [] : 'and' in filter ? filter.and : [filter])

function kindIn(part: Filter): string | undefined {
  if (!('field' in part) || part.field !== 'listKind') return undefined
  if (part.op === 'eq') return String(part.value)
  return part.op === 'in' && Array.isArray(part.value) && part.value.length === 1 ? String(part.value[0]) : undefined
}
