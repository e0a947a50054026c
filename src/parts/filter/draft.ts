import type { Filter } from '../../core/query/filters/ast.ts'

/** A filter while it is edited: rows may be incomplete and have an id that stays when they move. */
export interface Row {
  kind: 'row'
  id: number
  negated: boolean
  field: string
  op: string
  /** undefined while there is none that fits */
  value: unknown
  /** the text as typed, if it differs from the value */
  draftText?: unknown
}

export interface Group {
  kind: 'group'
  id: number
  negated: boolean
  join: 'and' | 'or'
  parts: Part[]
}

export type Part = Row | Group

let lastId = 0
const identity = () => {
  lastId += 1
  return lastId
}

export const newGroup = (join: Group['join'], parts: Part[] = []): Group => ({
  kind: 'group',
  id: identity(),
  negated: false,
  join,
  parts,
})

export const newRow = (field: string, op: string, value?: unknown): Row => ({
  kind: 'row',
  id: identity(),
  negated: false,
  field,
  op,
  value,
})

/** The root is always a group. */
export function draftOf(filter: Filter | null): Group {
  const part = filter && partOf(filter)
  if (!part) return newGroup('and')
  return part.kind === 'group' ? part : newGroup('and', [part])
}

export function partOf(filter: Filter): Part {
  if ('and' in filter) return newGroup('and', filter.and.map(partOf))
  if ('or' in filter) return newGroup('or', filter.or.map(partOf))
  if ('not' in filter) {
    const innerPart = partOf(filter.not)
    return innerPart.negated ? { ...newGroup('and', [innerPart]), negated: true } : { ...innerPart, negated: true }
  }
  return newRow(filter.field, filter.op, filter.value)
}

export interface CompiledFilter {
  filter: Filter | null
  /** path of each row in the filter: "and.0.or.1" */
  paths: Map<string, number>
}

/** The complete part of the draft as a filter. */
export function compileDraft(draft: Group, isRowComplete: (row: Row) => boolean): CompiledFilter {
  const paths = new Map<string, number>()
  return { filter: compilePart(draft, isRowComplete, '', paths), paths }
}

function compilePart(
  part: Part,
  isRowComplete: (row: Row) => boolean,
  path: string,
  paths: Map<string, number>,
): Filter | null {
  const innerPart = part.negated ? join(path, 'not') : path
  const filter =
    part.kind === 'row' ? compileRow(part, isRowComplete) : compileGroup(part, isRowComplete, innerPart, paths)
  if (!filter) return null
  if (part.kind === 'row') paths.set(innerPart, part.id)
  return part.negated ? { not: filter } : filter
}

function compileRow({ field, op, value }: Row, isRowComplete: (row: Row) => boolean): Filter | null {
  const row = { field, op, ...(value === undefined ? {} : { value }) }
  return isRowComplete({ kind: 'row', id: 0, negated: false, ...row, value }) ? row : null
}

function compileGroup(
  group: Group,
  isRowComplete: (row: Row) => boolean,
  path: string,
  paths: Map<string, number>,
): Filter | null {
  const parts: Filter[] = []
  for (const part of group.parts) {
    const filter = compilePart(part, isRowComplete, join(path, `${group.join}.${parts.length}`), paths)
    if (filter) parts.push(filter)
  }
  if (parts.length === 0) return null
  return group.join === 'and' ? { and: parts } : { or: parts }
}

const join = (path: string, suffix: string) => (path ? `${path}.${suffix}` : suffix)

/** The row that an error's path points at: the one with the longest matching prefix. */
export function rowAt(paths: Map<string, number>, path: string): number | undefined {
  const prefixes = [...paths].filter(([rowPath]) => path === rowPath || path.startsWith(`${rowPath}.`))
  return prefixes.sort(([a], [b]) => b.length - a.length)[0]?.[1]
}
