import type { FieldWidget } from './contract.ts'

export const phone: FieldWidget = {
  kind: 'text',
  group: 'contact',
  icon: 'phone',
  show: 'link',
  // What can't be dialled stands as it was typed.
  href: (number) => (number.startsWith('+') ? `tel:${encodeURI(number)}` : undefined),
  width: 150,
  input: { type: 'tel', mode: 'tel' },
  unique: true,
  importPlace: 12,
}
