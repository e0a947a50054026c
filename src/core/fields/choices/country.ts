import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { lineFrom } from '../scalars.ts'
import { countryFrom, countryName } from './countries.ts'

/** A country by its ISO code, shown by its name. */
export const country = {
  type: 'country',
  storage: 'slot',
  kind: 'option',
  control: 'text',
  formulaType: 'text',
  formed: true,
  isOwnWord: (cell: string) => countryFrom(cell) !== null,
  filledBy: ['country'],
  looksLike: (cell: string) => cell.length > 3 && countryFrom(cell) !== null,
  bare: (answered, to, { locale }) => (to.type === 'country' ? answered : countryName(String(answered), locale)),
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    const code = countryFrom(written)
    if (code === null) throw invalid('', 'notCountry', { name, value: sent })
    return code
  },
  format: (answered, _config, { locale }) => countryName(answered as string, locale),
  text: (value) => countryName(value, 'en'),
} satisfies Definition<object, string>
