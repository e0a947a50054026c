import * as format from '../../client/format.ts'
import type { FieldWidget } from './contract.ts'
import { AVERAGES } from './totals.ts'

export const rating: FieldWidget = {
  aliases: 'typeAlso.rating',
  kind: 'number',
  group: 'figures',
  icon: 'star',
  show: 'stars',
  width: 120,
  text: (value) => '★'.repeat(value as number),
  totals: AVERAGES,
  totalText: format.number,
  editor: 'stars',
  filter: 'stars',
  conditionText: (value) => '★'.repeat(Math.min(10, Math.max(1, Number(value)))),
  config: 'rating',
  defaultConfig: () => ({ max: 5 }),
}
