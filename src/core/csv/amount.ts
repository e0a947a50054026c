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
  '¥': 'JPY',
  RM: 'MYR',
  Rp: 'IDR',
  zł: 'PLN',
  kr: '',
  Rs: 'INR',
  $: '',
}

/** A number as files write it: with a currency, signs before or behind, brackets for a loss, separators of thousands. */
export interface Amount {
  /** plain decimal: "-1250.50" */
  decimal: string
  /** ISO 4217 if the cell named one; '' for a sign that several share ("$", "kr") */
  currency: string | null
  percent: boolean
}

const SHAPE =
  /^([^\d.,+\-−(]*)\(?([^\d.,+\-−]*)([+\-−]?)([^\d.,+\-−]*)([\d.,'’\s\u00a0\u202f]*\d|[.,]\d+)([^\d.,]*?)([-−]?)\)?\s*$/

export function readAmount(cell: string, decimal: Decimal): Amount | null {
  const text = cell.trim().replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))
  const match = SHAPE.exec(text)
  if (!match) return null
  const [, before, , sign, between, digits, after, behind] = match as unknown as string[]
  const bracketed = /^[^\d]*\(.*\)$/.test(text)
  const words = [before, match[2], between, after].map((word) => word!.trim()).filter((word) => word)
  const plain = plainDigits(digits!.trim(), decimal)
  if (plain === null || words.length > 1 || (/[()]/.test(text) && !bracketed)) return null
  const percent = words[0] === '%'
  const currency = words.length === 0 || percent ? null : currencyOf(words[0]!)
  if (currency === undefined) return null
  return { decimal: (sign && sign !== '+') || behind || bracketed ? `-${plain}` : plain, currency, percent }
}

/** Thousands in twos (India) or threes, by whatever is not the decimal sign. */
function plainDigits(digits: string, decimal: Decimal): string | null {
  const [whole = '', fraction, more] = digits.split(decimal)
  if (more !== undefined || (fraction !== undefined && !/^\d*$/.test(fraction))) return null
  const grouped = /^\d{1,3}(?:([.,'’\s\u00a0\u202f])\d{2,3}(?:\1\d{2,3})*)?$/.exec(whole)
  if (whole !== '' && !/^\d+$/.test(whole) && !(grouped && /\d{3}$/.test(whole) && grouped[1] !== decimal)) return null
  return (whole.replace(/\D/g, '') || '0') + (fraction ? `.${fraction}` : '')
}

function currencyOf(word: string): string | undefined {
  if (Object.hasOwn(SYMBOLS, word)) return SYMBOLS[word]
  const code = word.toUpperCase()
  return /^[A-Z]{3}$/.test(code) && isCurrency(code) ? code : undefined
}
