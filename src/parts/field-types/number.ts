import * as format from '../../client/format.ts'
import type { FieldWidget } from './contract.ts'
import { SUMS } from './totals.ts'

export const number: FieldWidget = {
  kind: 'number',
  group: 'figures',
  icon: 'hash',
  width: 110,
  figure: true,
  text: (value) => format.number(value as number),
  totals: SUMS,
  unique: true,
  importPlace: 3,
}
