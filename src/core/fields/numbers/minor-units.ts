import { invalid } from '../../errors/index.ts'
import { decimalCandidates, decimalIn } from '../scalars.ts'

/** How many digits a currency's minor unit has, where it isn't two (ISO 4217, list one). */
export const MINOR_DIGITS: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

export const digitsOf = (currency: string): number => MINOR_DIGITS[currency] ?? 2

/** Have decimals by the standard, and nobody has seen them for decades: where a person types one, something else is meant. */
const WITHOUT_DECIMALS = new Set(['KHR', 'LAK', 'IDR', 'MMK', 'IRR', 'UZS'])

/** How many decimals people write of a currency. */
export const digitsInUse = (currency: string): number => (WITHOUT_DECIMALS.has(currency) ? 0 : digitsOf(currency))

export const isCurrency = (code: string): boolean => CURRENCIES.has(code)

/** The currencies one can choose (Intl's list is ISO 4217's). */
export const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Minor units are bounded so that a million of them add up without leaving exact integers. */
const LIMIT = 10 ** 12

/** "1250.5" USD -> 125050. Refuses what isn't a plain decimal, has too many decimals or is too large; never rounds. */
export function minorFrom(amount: unknown, currency: string, name: string): number {
  const text = typeof amount === 'number' ? decimalText(amount) : typeof amount === 'string' ? decimalIn(amount) : null
  const candidates = typeof amount === 'string' && text === null ? decimalCandidates(amount) : []
  if (candidates.length > 0) throw invalid('', 'unsure', { name, value: amount, candidates })
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text ?? '')
  if (!match) throw invalid('', 'notAmount', { name, value: amount })
  const digits = digitsOf(currency)
  const decimals = (match[3] ?? '').replace(/0+$/, '')
  if (decimals.length > digits) throw invalid('', 'amountTooPrecise', { name, currency, digits })
  const minor = Number(match[2] + decimals.padEnd(digits, '0'))
  if (minor > LIMIT) throw invalid('', 'amountTooLarge', { name })
  return match[1] === '-' && minor !== 0 ? -minor : minor
}

/** A JS number's shortest decimal without exponent; NaN and infinities give ''. */
function decimalText(amount: number): string {
  if (!Number.isFinite(amount)) return ''
  const text = String(amount)
  return text.includes('e') ? amount.toFixed(20).replace(/0+$/, '') : text
}

/** 125050 USD -> "1250.50" */
export function decimalFrom(minor: number | bigint, currency: string): string {
  const digits = digitsOf(currency)
  const negative = minor < 0
  const text = String(negative ? -minor : minor).padStart(digits + 1, '0')
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return negative ? `-${decimal}` : decimal
}
