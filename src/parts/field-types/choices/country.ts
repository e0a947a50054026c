import { countryName } from '../../../client/format.ts'
import { localeOf } from '../../../i18n/index.ts'
import type { FieldWidget } from '../contract.ts'

export const country: FieldWidget = {
  kind: 'option',
  group: 'choices',
  icon: 'globe',
  text: (value) => countryName(value as string),
  groupLabel: countryName,
  async choices() {
    const { COUNTRIES } = await import('../../../core/fields/choices/countries.ts')
    const countries = COUNTRIES.map((code) => ({ id: code, name: countryName(code) }))
    return countries.sort((a, b) => a.name.localeCompare(b.name, localeOf()))
  },
  importPlace: 14,
}
