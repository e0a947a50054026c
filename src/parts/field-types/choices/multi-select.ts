import type { FieldWidget } from '../contract.ts'
import { chosenFrom } from './options.ts'

export const multiSelect: FieldWidget = {
  ...chosenFrom,
  kind: 'set',
  group: 'choices',
  icon: 'list-checks',
  show: 'options',
  aliases: 'typeAlso.multiSelect',
  sortable: false,
  member: 'select',
  importPlace: 10,
}
