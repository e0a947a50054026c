import type { FieldWidget } from '../contract.ts'
import { span } from '../span.ts'
import { AVERAGES } from '../totals.ts'

export const duration: FieldWidget = {
  ...span,
  kind: 'number',
  group: 'kept',
  icon: 'timer',
  show: 'span',
  aliases: 'typeAlso.duration',
  totals: AVERAGES,
  config: 'duration',
  defaultConfig: () => ({ from: { event: 'created' }, to: { event: 'closed' }, target: null }),
}
