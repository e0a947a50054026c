import { day } from '../../client/format.ts'
import type { FieldWidget } from './contract.ts'
import { ENDS } from './totals.ts'

export const date: FieldWidget = {
  kind: 'date',
  group: 'days',
  icon: 'calendar',
  width: 150,
  text: (value) => day(value as string),
  totals: ENDS,
  defaultWord: 'today',
  unique: true,
  importPlace: 7,
}
