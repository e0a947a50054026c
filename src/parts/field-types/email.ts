import Mail from 'lucide-solid/icons/mail'
import type { FieldWidget } from './contract.ts'

export const email: FieldWidget = {
  kind: 'text',
  group: 'contact',
  icon: Mail,
  show: 'link',
  href: (address) => `mailto:${encodeURI(address)}`,
  width: 210,
  input: { type: 'email', mode: 'email' },
  unique: true,
  importPlace: 11,
}
