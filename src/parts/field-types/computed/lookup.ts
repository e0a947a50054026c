import Eye from 'lucide-solid/icons/eye'
import type { FieldWidget } from '../contract.ts'

/** What linked records have there, one by one, each like the field that it comes from. */
export const lookup: FieldWidget = {
  kind: 'text',
  group: 'computed',
  icon: Eye,
  show: 'members',
  aliases: 'typeAlso.lookup',
  list: true,
  config: 'lookup',
  defaultConfig: ({ project }) => ({
    reference: project.fields.find(({ type }) => type === 'reference')?.id ?? '',
    field: 'title',
  }),
}
