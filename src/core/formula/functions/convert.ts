import { type RateTable, rateOn } from '../../model/rates.ts'
import { boundedMinor, tidy } from '../decimal.ts'
import { localDay } from '../local.ts'
import type { Money, Setting } from '../types.ts'
import type { Functions, Meaning } from './contract.ts'
import { scaleOf } from './money.ts'

export const NO_RATES: RateTable = { report: null, list: [] }

/** What minor units are multiplied by to become the other currency's, of 15 digits; null where the table has no rate. */
export function factor(setting: Setting, from: string, to: string, day: string): number | null {
  if (from === to) return 1
  const { rates = NO_RATES } = setting
  const [have, want] = [rateOn(rates, from, day), rateOn(rates, to, day)]
  if (have === null || want === null) return null
  return tidy((Number(want) / Number(have)) * (scaleOf(setting, to) / scaleOf(setting, from)))
}

/**
 * Money by the workspace's rate table (M88), at today's rate or at that of a day. Empty where the table lacks either currency.
 */
const convert = (dated: boolean): Meaning => ({
  name: 'CONVERT',
  params: dated ? ['money', 'currency', 'date'] : ['money', 'currency'],
  returns: 'money',
  currencyOf: ([, to]) => (to === undefined ? null : String(to)),
  evaluate: ([value, to, on], { setting }) => {
    const money = value as Money | null
    if (!money || (dated && on === null)) return null
    const day = dated ? (on as string) : localDay(setting.zone, setting.now)
    const by = factor(setting, money.currency, to as string, day)
    const minor = by === null ? null : boundedMinor(money.minor * by)
    return minor === null ? null : { minor, currency: to as string }
  },
})

export const conversions = { CONVERT: convert(false), 'CONVERT dated': convert(true) } satisfies Functions
