import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { isEmpty } from '../scalars.ts'
import { decimalFrom, digitsOf, isCurrency, minorFrom } from './minor-units.ts'
import { FIGURES } from './number.ts'

export interface Money {
  /** integer minor units, at most ±10^12 */
  minor: number
  /** ISO 4217 */
  currency: string
}

interface Config {
  currency: string
  others: string[]
}

/** "USD 900" and "900 USD": a code before or behind the amount. */
function withCode(sent: unknown): { amount: unknown; currency?: string } {
  const [, before, amount, behind] =
    (typeof sent === 'string' &&
      sent.length < 60 &&
      /^\s*([a-z]{3}\b)?\s*([^a-z]*?)\s*(\b[a-z]{3})?\s*$/i.exec(sent)) ||
    []
  const currency = before ?? behind
  return currency && amount && !(before && behind) ? { amount, currency } : { amount: sent }
}

const code = v.pipe(v.string(), v.toUpperCase(), v.check(isCurrency, 'not an ISO 4217 currency'))

/** Money is two slots, minor units and code: sums stay in integers and are never added across currencies. */
export const currency = {
  type: 'currency',
  storage: 'money',
  kind: 'money',
  control: 'number',
  formulaType: 'money',
  summable: true,
  cell: 'amount',
  formed: true,
  filledBy: FIGURES,
  newConfig: ([currency, ...others]: readonly string[]) => ({ currency: currency ?? 'USD', others }),
  config: v.strictObject({ currency: v.optional(code, 'USD'), others: v.optional(v.array(code), []) }),
  parse(sent, config, world) {
    if (isEmpty(sent)) return null
    const given: { amount?: unknown; currency?: unknown } = typeof sent === 'object' ? sent : withCode(sent)
    if (given.amount === undefined) throw invalid('', 'notAmount', { name: world.name, value: sent })
    if (isEmpty(given.amount)) return null
    const wanted =
      typeof given.currency === 'string' ? given.currency.toUpperCase() : (given.currency ?? config.currency)
    if (wanted !== config.currency && !config.others.includes(wanted as string))
      throw invalid('', 'unknownCurrency', { name: world.name, value: wanted })
    return { minor: minorFrom(given.amount, wanted as string, world.name), currency: wanted as string }
  },
  encode: (value) => [value.minor, value.currency],
  decode: ([minor, currency]) => (minor == null ? null : { minor: minor as number, currency: currency as string }),
  toJson: (value) => ({ amount: decimalFrom(value.minor, value.currency), currency: value.currency }),
  format(answered, _config, reader) {
    const { amount, currency } = answered as { amount: string; currency: string }
    const isWhole = /\.0*$/.test(amount) || !amount.includes('.')
    return new Intl.NumberFormat(reader.locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: isWhole ? 0 : digitsOf(currency),
      maximumFractionDigits: digitsOf(currency),
    }).format(amount as Intl.StringNumericLiteral)
  },
  bare(answered, to, _around, { currency: main }) {
    if (to.kind === 'money') return answered
    const { amount, currency } = answered as { amount: string; currency: string }
    // Without its currency another's amount would be taken for one of the main.
    return currency === main ? amount : `${amount} ${currency}`
  },
} satisfies Definition<Config, Money>
