import type { FieldWidget } from '../contract.ts'

export const createdBy: FieldWidget = {
  kind: 'option',
  group: 'kept',
  icon: 'user-plus',
  show: 'person',
  choices: 'people',
}
