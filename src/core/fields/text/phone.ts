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
import { groupedPhone } from './grouped-phone.ts'

/**
 * Stored as E.164, so that the same phone is the same text however it was written. E.164 has no extensions; one that was
 * given is kept the way RFC 3966 writes it, "+12091727124;ext=3651", which still works after "tel:".
 * Numbers are asked to be possible, not to be assigned: new prefixes appear faster than tables of them. One that can't be
 * dialled ("555-3001") is kept as it was typed, which is worth more than nothing: it never begins with +.
 */
export const phone = {
  type: 'phone',
  storage: 'slot',
  kind: 'text',
  control: 'tel',
  contact: 'phone',
  formulaType: 'text',
  unique: true,
  formed: true,
  filledBy: ['phone', 'number', 'text'],
  // Phones without spaces look like numbers; only the column's name tells.
  numbersCalled: 'Phone',
  config: v.strictObject({}),
  parse(sent, _config, { name, country }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    // Spreadsheets write an apostrophe before figures that are text.
    const typed = plain(written).replace(/^['’](?=[+(\d])/, '')
    const found = read(typed.replace(/^\(?00(?=[\s().-]*[1-9])/, '+'), country)
    if (!found?.isPossible() || startsWithStrayZero(found)) {
      if (!UNDIALABLE.test(typed)) throw invalid('', 'notPhone', { name, value: sent })
      return typed.replace(/\s+/g, ' ')
    }
    const number = found.ext ? `${found.number};ext=${found.ext}` : found.number
    if (!hasAllDigits(typed, found)) throw invalid('', 'unsure', { name, value: sent, candidates: [number] })
    return number
  },
  format: (answered) => groupedPhone(answered as string),
  readText: groupedPhone,
} satisfies Definition<object, string>

/** Where numbers keep their zero after the country's code: Italy, the Vatican, Ivory Coast, Gabon, Congo, San Marino. */
const ZERO_KEPT = ['39', '225', '241', '242', '378', '379']

/** A zero that is no prefix of that country: the number is none of its. */
const startsWithStrayZero = ({ nationalNumber, countryCallingCode }: PhoneNumber): boolean =>
  nationalNumber.startsWith('0') && !ZERO_KEPT.includes(countryCallingCode)

/** At least three figures and what people part them by. */
const UNDIALABLE = /^(?=(?:\D*\d){3})[(\d][\d\s().\-–/]{1,40}\d(?:\s*(?:x|ext\.?|;ext=)\s*\d{1,8})?$/i

/**
 * Nothing that was typed is left out but what says where it is dialled from: 00 or 011, the country's code, one zero before
 * the area. A parser that finds a number by dropping other digits has found another one.
 */
function hasAllDigits(typed: string, { nationalNumber, countryCallingCode }: PhoneNumber): boolean {
  const digits = typed.replace(/(?:x|ext\.?|;ext=)\s*\d+$/i, '').replace(/\D/g, '')
  const lead = digits.endsWith(nationalNumber) ? digits.slice(0, -nationalNumber.length) : null
  return lead !== null && new RegExp(`^(?:(?:00|011)?${countryCallingCode})?(?:0|8|06)?$`).test(lead)
}

function read(text: string, country?: string): PhoneNumber | undefined {
  const defaultCountry = country && isSupportedCountry(country) ? (country as CountryCode) : undefined
  return parsePhoneNumberFromString(text, { defaultCountry, extract: false })
}
