import type { FieldWidget } from './contract.ts'

export const location: FieldWidget = {
  kind: 'text',
  group: 'contact',
  icon: 'map-pin',
  aliases: 'typeAlso.location',
  width: 220,
}
