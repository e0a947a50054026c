import type { FieldWidget } from './contract.ts'

export const uniqueId: FieldWidget = {
  kind: 'text',
  group: 'kept',
  icon: 'fingerprint-pattern',
  aliases: 'typeAlso.uniqueId',
  config: 'uniqueId',
  defaultConfig: () => ({ prefix: '', digits: 4 }),
}
