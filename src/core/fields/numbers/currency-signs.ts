import { isCurrency } from './minor-units.ts'

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
