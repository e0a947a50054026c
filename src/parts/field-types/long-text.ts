import type { FieldWidget } from './contract.ts'

export const longText: FieldWidget = {
  kind: 'text',
  group: 'texts',
  icon: 'text-align-start',
  show: 'long',
  aliases: 'typeAlso.longText',
  width: 260,
  long: true,
  editor: 'area',
  importPlace: 2,
}
