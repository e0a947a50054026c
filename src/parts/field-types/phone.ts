import type { FieldWidget } from './contract.ts'

export const phone: FieldWidget = {
  kind: 'text',
  group: 'contact',
  icon: 'phone',
  show: 'link',
  href: (number) => `tel:${encodeURI(number)}`,
  width: 150,
  input: { type: 'tel', mode: 'tel' },
  unique: true,
  importPlace: 12,
}
