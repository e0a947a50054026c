import type { FieldWidget } from '../contract.ts'

export const updatedBy: FieldWidget = {
  kind: 'option',
  group: 'kept',
  icon: 'user-pen',
  show: 'person',
  choices: 'people',
}
