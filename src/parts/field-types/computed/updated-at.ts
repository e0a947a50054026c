import { instant } from '../../../client/format.ts'
import type { FieldWidget } from '../contract.ts'

export const updatedAt: FieldWidget = {
  kind: 'instant',
  group: 'kept',
  icon: 'calendar-sync',
  text: (value) => instant(value as string),
}
