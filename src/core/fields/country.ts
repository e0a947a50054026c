import * as v from 'valibot'
import { invalid } from '../errors/index.ts'
import type { FieldType } from './contract.ts'
import { countryFrom, countryName } from './countries.ts'
import { lineFrom } from './scalars.ts'

/** A country by its ISO code, shown by its name. */
export const country: FieldType<object, string> = {
  type: 'country',
  storage: 'slot',
  kind: 'option',
  config: v.object({}),
  parse(sent, _config, { name }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    const code = countryFrom(written)
    if (code === null) throw invalid('', 'notCountry', { name, value: sent })
    return code
  },
  toJson: (value) => value,
  format: (answered, _config, { locale }) => countryName(answered as string, locale),
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  text: (value) => countryName(value, 'en'),
}
