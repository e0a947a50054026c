import type { FieldWidget } from '../contract.ts'
import { span } from '../span.ts'

export const timeInList: FieldWidget = {
  ...span,
  kind: 'number',
  group: 'kept',
  icon: 'hourglass',
}
