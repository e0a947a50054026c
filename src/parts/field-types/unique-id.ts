import type { FieldWidget } from './contract.ts'

export const uniqueId: FieldWidget = {
  kind: 'text',
  group: 'kept',
  icon: 'fingerprint-pattern',
  also: 'typeAlso.uniqueId',
  config: 'uniqueId',
  defaultConfig: () => ({ prefix: '', digits: 4 }),
}
