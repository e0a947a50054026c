import { countryName } from '../../../client/format.ts'
import type { FieldWidget } from '../contract.ts'

export const country: FieldWidget = {
  kind: 'option',
  group: 'choices',
  icon: 'globe',
  text: (value) => countryName(value as string),
  groupLabel: countryName,
  choices: async () => (await import('../../country-choices.ts')).countryChoices(),
  importPlace: 14,
}
