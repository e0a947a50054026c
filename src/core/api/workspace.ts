import * as v from 'valibot'
import { COUNTRIES, isCurrency } from '../fields/index.ts'
import { isLocale } from '../text/locale.ts'
import { isDay } from '../time/day.ts'
import { isZone } from '../time/zone.ts'
import { count, currency, day, decimal, nameOf } from './common.ts'

/** From that day on one unit of the report currency is worth so many of this. */
export const rate = v.strictObject({ currency, rate: decimal, from: day })

export const workspace = v.strictObject({
  name: v.string(),
  locale: v.string(),
  country: v.string(),
  currency,
  zone: v.string(),
  reportCurrency: v.nullable(currency),
  rates: v.array(rate),
  /** whether people see who else has a record open, and is writing there */
  presence: v.boolean(),
  workingDays: v.pipe(v.array(count), v.description('1 is Monday, 7 Sunday')),
  holidays: v.array(day),
  setUp: v.boolean(),
})

const code = v.pipe(v.string(), v.check(isCurrency, 'not an ISO 4217 currency'))
const from = v.pipe(v.string(), v.check(isDay, 'a date like 2026-11-23'))
const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))
/** Each once, in order. */
const sorted = <T extends string | number>(list: T[]): T[] => [...new Set(list)].sort()
const rates = v.pipe(
  v.array(v.strictObject({ currency: code, rate: v.union([v.string(), v.number()]), from })),
  v.maxLength(200),
)

/** `rates` are all of them; `addRates` and `removeRates` leave those that somebody else adds meanwhile. */
export const workspacePatch = v.partial(
  v.strictObject({
    name: nameOf(100),
    locale: v.pipe(
      v.string(),
      v.maxLength(50),
      v.check(isLocale, 'not a language with a country and a calendar that exist (BCP 47)'),
    ),
    country: v.pipe(
      v.string(),
      v.check((country) => COUNTRIES.includes(country), 'not an ISO 3166-1 country'),
    ),
    currency: code,
    zone: v.pipe(v.string(), v.check(isZone, 'not an IANA time zone')),
    reportCurrency: v.nullable(code),
    rates,
    presence: v.boolean(),
    workingDays: v.pipe(v.array(weekday), v.minLength(1), v.maxLength(7), v.transform(sorted<number>)),
    holidays: v.pipe(v.array(from), v.maxLength(500), v.transform(sorted<string>)),
    addRates: rates,
    removeRates: v.pipe(v.array(v.strictObject({ currency: code, from })), v.maxLength(200)),
  }),
)
