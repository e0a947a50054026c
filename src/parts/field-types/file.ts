import type { FieldWidget } from './contract.ts'

export const file: FieldWidget = {
  kind: 'files',
  group: 'linked',
  icon: 'paperclip',
  show: 'files',
  aliases: 'typeAlso.file',
  sortable: false,
  member: 'text',
}
