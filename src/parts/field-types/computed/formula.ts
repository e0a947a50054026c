import type { FieldWidget } from '../contract.ts'

/** It shows, compares and is counted like what it gives: `result` says which type that is. */
export const formula: FieldWidget = {
  kind: 'text',
  group: 'computed',
  icon: 'square-function',
  aliases: 'typeAlso.formula',
  config: 'formula',
  defaultConfig: () => ({ formula: '' }),
}
