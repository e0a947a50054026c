import { isCurrency } from '../fields/index.ts'
import type { Decimal } from './mapping.ts'

const SYMBOLS: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '៛': 'KHR',
  '฿': 'THB',
  '₫': 'VND',
  '₹': 'INR',
  '₩': 'KRW',
  '₱': 'PHP',
  '₦': 'NGN',
  '₺': 'TRY',
  '₽': 'RUB',
  '₴': 'UAH',
  '₪': 'ILS',
  '₭': 'LAK',
  R$: 'BRL',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  S$: 'SGD',
  HK$: 'HKD',
  NZ$: 'NZD',
  NT$: 'TWD',
  RM: 'MYR',
  Rp: 'IDR',
  zł: 'PLN',
  Rs: 'INR',
}

/** Signs that several share, the likeliest first. */
const SHARED: Record<string, readonly string[]> = {
  $: ['USD', 'AUD', 'CAD', 'SGD', 'HKD', 'NZD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP', 'BND', 'JMD'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  '¥': ['JPY', 'CNY'],
}

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
  const text = cell.trim().replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))
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
  const [whole = '', fraction, more] = digits.split(decimal)
  if (more !== undefined || (fraction !== undefined && !/^\d*$/.test(fraction))) return null
  const grouped = /^\d{1,3}(?:([.,'’\s\u00a0\u202f])\d{2,3}(?:\1\d{2,3})*)?$/.exec(whole)
  if (whole !== '' && !/^\d+$/.test(whole) && !(grouped && /\d{3}$/.test(whole) && grouped[1] !== decimal)) return null
  return (whole.replace(/\D/g, '') || '0') + (fraction ? `.${fraction}` : '')
}

/** Which currencies a sign, a code stand for; undefined where none. */
export function currenciesOf(word: string): readonly string[] | undefined {
  if (Object.hasOwn(SHARED, word)) return SHARED[word]
  if (Object.hasOwn(SYMBOLS, word)) return [SYMBOLS[word]!]
  const code = word.toUpperCase()
  return /^[A-Z]{3}$/.test(code) && isCurrency(code) ? [code] : undefined
}

/**
 * The currency that is meant where only some are allowed, the main one first: of those that the cell may name, the main, else
 * the only one. Where none is allowed it is the cell's own, which the field then refuses; null where it can't be told.
 */
export function meantCurrency(named: readonly string[], allowed: readonly string[]): string | null {
  const fit = allowed.filter((code) => named.includes(code))
  if (fit.length === 0) return named[0]!
  return fit.length === 1 || fit[0] === allowed[0] ? fit[0]! : null
}
