import type { Type, Value } from '../../formula/index.ts'
import type { Row } from '../row.ts'
import type { Scope } from '../scope.ts'

interface BuiltIn {
  type: Type
  value(row: Row, scope: Scope): Value
}

const plain = (type: Type, value: BuiltIn['value']): BuiltIn => ({ type, value })
const person = (of: (row: Row) => number | null) =>
  plain('text', (row, { catalog }) => catalog.people.find((one) => one.id === of(row))?.name ?? null)

/** What every record has and a formula can use. */
const BUILT_INS = {
  title: plain('text', (row) => row.title),
  description: plain('text', (row) => row.description),
  number: plain('number', (row) => row.number),
  due: plain('date', (row) => row.due),
  list: plain('text', (row, { project }) => project.lists.find((one) => one.id === row.list)?.name ?? null),
  tags: plain('list', (row, { project }) => names(project.tags, row.tags)),
  assignees: plain('list', (row, { catalog }) => names(catalog.people, row.assignees)),
  createdAt: plain('instant', (row) => row.createdAt),
  updatedAt: plain('instant', (row) => row.updatedAt),
  enteredListAt: plain('instant', (row) => row.enteredListAt),
  closedAt: plain('instant', (row) => row.closedAt),
  createdBy: person((row) => row.createdBy),
  updatedBy: person((row) => row.updatedBy),
  timeInList: plain('number', (row, { now }) => now - row.enteredListAt),
} satisfies Record<string, BuiltIn>

export type BuiltInColumn = keyof typeof BUILT_INS

export const isBuiltInColumn = (name: string): name is BuiltInColumn => Object.hasOwn(BUILT_INS, name)

/** What every record has, as formulas read it: as a field of its own, or looked up. Null for what has no use in one. */
export function builtInColumn(scope: Scope, name: string): { type: Type; value(row: Row): Value } | null {
  if (!isBuiltInColumn(name)) return null
  const { type, value } = BUILT_INS[name]
  return { type, value: (row) => value(row, scope) }
}

function names(things: readonly { id: number; name: string }[], ids: readonly number[]): string[] {
  return [...ids].sort((a, b) => a - b).flatMap((id) => things.find((one) => one.id === id)?.name ?? [])
}
