import type { FieldWidget } from '../contract.ts'
import { chosenFrom } from './options.ts'

export const select: FieldWidget = {
  ...chosenFrom,
  kind: 'option',
  group: 'choices',
  icon: 'circle-dot',
  show: 'option',
  aliases: 'typeAlso.select',
  importPlace: 9,
}
