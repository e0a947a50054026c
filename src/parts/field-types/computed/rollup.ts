import type { FieldWidget } from '../contract.ts'

export const rollup: FieldWidget = {
  kind: 'text',
  group: 'computed',
  icon: 'sigma',
  aliases: 'typeAlso.rollup',
  config: 'rollup',
}
