import type { FieldWidget } from './contract.ts'

export const url: FieldWidget = {
  kind: 'text',
  group: 'contact',
  icon: 'link',
  show: 'link',
  href: (address) => (/^https?:\/\//i.test(address) ? address : undefined),
  // The scheme and "www." are left out where there is little room.
  briefText: (text) => text.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, ''),
  aliases: 'typeAlso.url',
  width: 200,
  input: { type: 'url', mode: 'url' },
  unique: true,
  importPlace: 13,
}
