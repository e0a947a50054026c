import { instant } from '../../../client/format.ts'
import type { FieldWidget } from '../contract.ts'

export const createdAt: FieldWidget = {
  kind: 'instant',
  group: 'kept',
  icon: 'calendar-plus',
  text: (value) => instant(value as string),
}
