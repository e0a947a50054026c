import { invalid } from '../../errors/index.ts'

/** The values of an operator that takes several. */
export function listFrom(value: unknown, op: string): unknown[] {
  if (!Array.isArray(value)) throw invalid('value', 'badOperand', { op })
  return value
}

/** The two values of a range. */
export function pairFrom(value: unknown, op: string): [unknown, unknown] {
  if (!Array.isArray(value) || value.length !== 2) throw invalid('value', 'badOperand', { op })
  return value as [unknown, unknown]
}
