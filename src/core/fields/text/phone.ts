import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { lineFrom, plain } from '../scalars.ts'

/**
 * Stored as E.164, so that the same phone is the same text however it was written. E.164 has no extensions; one that was
 * given is kept the way RFC 3966 writes it, "+12091727124;ext=3651", which still works after "tel:".
 * Numbers are asked to be possible, not to be assigned: new prefixes appear faster than tables of them.
 */
export const phone = {
  type: 'phone',
  storage: 'slot',
  kind: 'text',
  formulaType: 'text',
  unique: true,
  formed: true,
  filledBy: ['phone', 'number', 'text'],
  // Phones without spaces look like numbers; only the column's name tells.
  numbersCalled: 'Phone',
  config: v.object({}),
  parse(sent, _config, { name, country }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    const found = read(plain(written), country)
    if (!found?.isPossible()) throw invalid('', 'notPhone', { name, value: sent })
    return found.ext ? `${found.number};ext=${found.ext}` : found.number
  },
  format: (answered) => read(answered as string)?.formatInternational() ?? (answered as string),
} satisfies Definition<object, string>

function read(text: string, country?: string): PhoneNumber | undefined {
  const defaultCountry = country && isSupportedCountry(country) ? (country as CountryCode) : undefined
  return parsePhoneNumberFromString(text, { defaultCountry, extract: false })
}
