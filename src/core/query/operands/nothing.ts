import { invalid } from '../../errors/index.ts'
import type { PlainOperand } from '../scope.ts'

/** Of a field that has no value: always empty. */
export const nothingOperand = (name: string): PlainOperand => ({
  name,
  kind: 'boolean',
  of: () => null,
  read(sent) {
    if (typeof sent !== 'boolean') throw invalid('value', 'notCheckbox', { name })
    return sent ? 1 : 0
  },
})
