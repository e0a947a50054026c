import type { FieldWidget } from '../contract.ts'

export const button: FieldWidget = {
  kind: 'boolean',
  group: 'kept',
  icon: 'mouse-pointer-click',
  isPressed: true,
  sortable: false,
  config: 'button',
  defaultConfig: () => ({ label: null, confirm: null }),
}
