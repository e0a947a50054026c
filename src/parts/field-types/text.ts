import type { FieldWidget } from './contract.ts'

export const text: FieldWidget = {
  kind: 'text',
  group: 'texts',
  icon: 'type',
  aliases: 'typeAlso.text',
  width: 180,
  unique: true,
  importPlace: 1,
}
