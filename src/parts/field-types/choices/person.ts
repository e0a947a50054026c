import type { FieldWidget } from '../contract.ts'

export const person: FieldWidget = {
  kind: 'set',
  group: 'linked',
  icon: 'user',
  show: 'people',
  aliases: 'typeAlso.person',
  member: 'text',
  choices: 'people',
  config: 'people',
  defaultConfig: () => ({ multiple: true }),
  defaultWord: 'me',
}
