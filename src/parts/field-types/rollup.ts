import type { FieldWidget } from './contract.ts'

export const rollup: FieldWidget = {
  kind: 'text',
  group: 'computed',
  icon: 'sigma',
  also: 'typeAlso.rollup',
  config: 'rollup',
}
