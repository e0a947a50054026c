import type { ListKind } from '../../../../../core/model/entities.ts'
import type { Filter } from '../../../../../core/query/filters/ast.ts'

/** Open, won or lost is one condition beside the others: choosing it leaves those as they are. */
export function withKind(filter: Filter | null, kind?: ListKind): Filter | null {
  const otherParts = partsOf(filter).filter((part) => kindIn(part) === undefined)
  const parts: Filter[] = kind ? [{ field: 'listKind', op: 'eq', value: kind }, ...otherParts] : otherParts
  if (parts.length > 1) return { and: parts }
  return parts[0] ?? null
}

/** Which of them it asks for; undefined where it asks for none, `several` where that can't be said by one. */
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
