import type { FieldWidget } from './contract.ts'

export const reference: FieldWidget = {
  kind: 'links',
  group: 'linked',
  icon: 'arrow-up-right',
  show: 'records',
  aliases: 'typeAlso.reference',
  width: 200,
  member: 'text',
  choices: 'records',
  config: 'reference',
  defaultConfig: () => ({ project: '', multiple: false }),
}
