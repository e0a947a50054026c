import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import * as v from 'valibot'
import { invalid } from '../errors/index.ts'
import type { FieldType } from './contract.ts'
import { compareTexts, lineFrom, plain } from './scalars.ts'

/**
 * Stored as E.164, so that the same phone is the same text however it was written. E.164 has no extensions; one that was
 * given is kept the way RFC 3966 writes it, "+12091727124;ext=3651", which still works after "tel:".
 * Numbers are asked to be possible, not to be assigned: new prefixes appear faster than tables of them.
 */
export const phone: FieldType<object, string> = {
  type: 'phone',
  storage: 'slot',
  kind: 'text',
  config: v.object({}),
  parse(sent, _config, { name, country }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    const found = read(plain(written), country)
    if (!found?.isPossible()) throw invalid('', 'notPhone', { name, value: sent })
    return found.ext ? `${found.number};ext=${found.ext}` : found.number
  },
  toJson: (value) => value,
  format: (answered) => read(answered as string)?.formatInternational() ?? (answered as string),
  compare: compareTexts,
  text: (value) => value,
}

function read(text: string, country?: string): PhoneNumber | undefined {
  const defaultCountry = country && isSupportedCountry(country) ? (country as CountryCode) : undefined
  return parsePhoneNumberFromString(text, { defaultCountry, extract: false })
}
