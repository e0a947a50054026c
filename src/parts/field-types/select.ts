import type { FieldWidget } from './contract.ts'
import { chosenFrom } from './options.ts'

export const select: FieldWidget = {
  ...chosenFrom,
  kind: 'option',
  group: 'choices',
  icon: 'circle-dot',
  show: 'option',
  also: 'typeAlso.select',
  importPlace: 9,
}
