import { countryName } from '../client/format.ts'
import { COUNTRIES } from '../core/fields/choices/countries.ts'
import { localeOf } from '../i18n/index.ts'

/** Every country by its name in the reader's language, in the order in which they would look for it. */
export function countryChoices(): { id: string; name: string }[] {
  const { compare } = new Intl.Collator(localeOf())
  return COUNTRIES.map((code) => ({ id: code, name: countryName(code) })).sort((a, b) => compare(a.name, b.name))
}
