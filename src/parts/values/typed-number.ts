import { currenciesOf, meantCurrency } from '../../core/fields/numbers/currency-signs.ts'
import { digitsInUse } from '../../core/fields/numbers/minor-units.ts'
import { type NumberSigns, readTypedNumber, withAsciiDigits } from '../../core/text/typed-number.ts'
import { localeOf } from '../../i18n/index.ts'

/** How the reader's language writes numbers. */
function numberSigns(): NumberSigns {
  const parts = new Intl.NumberFormat(localeOf()).formatToParts(12345.6)
  const of = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise
  return { group: of('group', ','), decimal: of('decimal', '.') }
}

/** A stored decimal as it is typed in the reader's language. */
export const typedForm = (decimal: string): string => decimal.replace('.', numberSigns().decimal)

/** What was typed, as a plain decimal; as it was typed where it is none, so that the refusal names it. */
export function decimalFrom(text: string): string {
  const { readings } = readTypedNumber(text, numberSigns())
  return readings.length === 1 ? readings[0]! : text
}

export interface TypedMoney {
  amount: string
  currency: string
}

/**
 * What an amount may mean that was typed with or without a currency before or behind it ("$1,200", "KHR 4,000,000", "20k"):
 * none, one, or two that are to be asked. `chosen` is the currency where the text names none of the `allowed`, main one first.
 */
export function readTypedMoney(text: string, allowed: readonly string[], chosen: string): TypedMoney[] {
  const [, before, figure, behind] = /^(\D*?)([-+−]?[\d.,].*?)(\D*)$/s.exec(withAsciiDigits(text.trim())) ?? []
  if (figure === undefined) return []
  // "20k" ends in a letter that is none of a currency.
  const unit = /^[km]\b/i.exec(behind!)?.[0] ?? ''
  const words = [before!, behind!.slice(unit.length)].map((word) => word.trim()).filter(Boolean)
  const sign = words[0] && /^[-−+]/.test(words[0]) ? words[0][0]! : ''
  const word = words[0]?.slice(sign.length).trim()
  if (words.length > 1) return []
  const named = word ? currenciesOf(word) : undefined
  if (word && !named) return []
  const currency = named ? meantCurrency(named, [chosen, ...allowed.filter((code) => code !== chosen)]) : chosen
  if (currency === null) return []
  const { readings } = readTypedNumber(sign + figure + unit, numberSigns(), digitsInUse(currency))
  return readings.map((amount) => ({ amount, currency }))
}
