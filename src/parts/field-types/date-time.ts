import { instant } from '../../client/format.ts'
import type { FieldWidget } from './contract.ts'
import { ENDS } from './totals.ts'

export const dateTime: FieldWidget = {
  kind: 'instant',
  group: 'days',
  icon: 'calendar-clock',
  width: 180,
  text: (value) => instant(value as string),
  totals: ENDS,
  importPlace: 8,
}
