import { currenciesOf } from '../fields/numbers/currency-signs.ts'
import { withAsciiDigits } from '../text/typed-number.ts'
import type { Decimal } from './mapping.ts'

/** A number as files write it: with a currency, signs before or behind, brackets for a loss, separators of thousands. */
export interface Amount {
  /** plain decimal: "-1250.50" */
  decimal: string
  /** ISO 4217: what the cell names; several for a sign that they share ("$", "kr"), null where there is none */
  currencies: readonly string[] | null
  percent: boolean
}

const SHAPE =
  /^([^\d.,+\-−(]*)\(?([^\d.,+\-−]*)([+\-−]?)([^\d.,+\-−]*)([\d.,'’\s\u00a0\u202f]*\d|[.,]\d+)([^\d.,]*?)([-−]?)\)?\s*$/

/** No number is longer; a pattern tried on a page of text would take seconds. */
const LONGEST = 60

export function readAmount(cell: string, decimal: Decimal): Amount | null {
  if (cell.length > LONGEST) return null
  const text = withAsciiDigits(cell.trim())
  const match = SHAPE.exec(text)
  if (!match) return null
  const [, before, , sign, between, digits, after, behind] = match as unknown as string[]
  const bracketed = /^[^\d]*\(.*\)$/.test(text)
  const words = [before, match[2], between, after].map((word) => word!.trim()).filter((word) => word)
  const plain = plainDigits(digits!.trim(), decimal)
  if (plain === null || words.length > 1 || (/[()]/.test(text) && !bracketed)) return null
  const percent = words[0] === '%'
  const currencies = words.length === 0 || percent ? null : currenciesOf(words[0]!)
  if (currencies === undefined) return null
  return { decimal: (sign && sign !== '+') || behind || bracketed ? `-${plain}` : plain, currencies, percent }
}

/** Thousands in twos (India) or threes, by whatever is not the decimal sign. */
function plainDigits(digits: string, decimal: Decimal): string | null {
  const [integer = '', fraction, more] = digits.split(decimal)
  if (more !== undefined || (fraction !== undefined && !/^\d*$/.test(fraction))) return null
  const grouped = /^\d{1,3}(?:([.,'’\s\u00a0\u202f])\d{2,3}(?:\1\d{2,3})*)?$/.exec(integer)
  if (integer !== '' && !/^\d+$/.test(integer) && !(grouped && /\d{3}$/.test(integer) && grouped[1] !== decimal))
    return null
  return (integer.replace(/\D/g, '') || '0') + (fraction ? `.${fraction}` : '')
}
