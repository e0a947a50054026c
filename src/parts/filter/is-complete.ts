import type { Row } from './draft.ts'
import { arityOf } from './operators.ts'
import type { Subject } from './subject.ts'

/** Whether a condition is complete; incomplete ones don't filter. */
export function isComplete(row: Pick<Row, 'op' | 'value'>, subject: Subject | null): boolean {
  if (!subject) return true
  const { value } = row
  switch (arityOf(row.op, subject.kind)) {
    case 'none':
      return true
    case 'many':
      return Array.isArray(value) && value.length > 0
    case 'pair':
      return Array.isArray(value) && value.length === 2 && value.every((bound) => bound !== undefined && bound !== null)
    case 'one':
      return value !== undefined && value !== null && value !== ''
  }
}
