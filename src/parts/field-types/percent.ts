import * as format from '../../client/format.ts'
import type { FieldWidget } from './contract.ts'
import { AVERAGES } from './totals.ts'

export const percent: FieldWidget = {
  kind: 'number',
  group: 'figures',
  icon: 'percent',
  width: 90,
  figure: true,
  text: (value) => format.percent(value as number),
  totals: AVERAGES,
  unit: { name: () => '%', size: 1 },
  importPlace: 4,
}
