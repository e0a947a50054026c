import * as v from 'valibot'
import { refuse } from '../errors/index.ts'
import type { FieldType } from './contract.ts'
import { countryFrom, countryName } from './countries.ts'
import { lineFrom } from './scalars.ts'

/** A country by its ISO code, shown by its name. */
export const country: FieldType<object, string> = {
  type: 'country',
  home: 'slot',
  kind: 'option',
  config: v.object({}),
  parse(sent, _config, { name }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    const code = countryFrom(written)
    if (code === null) throw refuse('', 'notCountry', { name, value: sent })
    return code
  },
  answer: (value) => value,
  format: (answered, _config, { locale }) => countryName(answered as string, locale),
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  text: (value) => countryName(value, 'en'),
}
