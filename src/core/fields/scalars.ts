import { invalid } from '../errors/index.ts'
import { byCodePoint, fold } from '../text/fold.ts'

/** null, undefined and '' all mean "empty". */
export const isEmpty = (sent: unknown): sent is null | undefined | '' =>
  sent === null || sent === undefined || sent === ''

/** Khmer digits read as ASCII ones, spaces around taken off: what numbers, dates and phones are read from. */
export const plain = (text: string): string =>
  text.trim().replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))

/**
 * "1,250.50" -> "1250.50", "+7" -> "7"; null for what isn't a plain decimal. A comma counts only where it can be nothing but
 * a thousands separator: between groups of three, before any decimals.
 */
export function decimalIn(text: string): string | null {
  const match = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/.exec(plain(text))
  if (!match || !(match[2] || match[3])) return null
  const integer = (match[2] ?? '0').replaceAll(',', '')
  return (match[1] === '-' ? '-' : '') + integer + (match[3] ? `.${match[3]}` : '')
}

/** Text as it was sent. Half a surrogate pair and U+0000 are no text: SQLite would give back something else. */
export function textFrom(sent: unknown, name: string): string {
  if (typeof sent !== 'string' || sent.includes('\0') || !sent.isWellFormed()) throw invalid('', 'notText', { name })
  return sent
}

/** Text of one line for the types that have a form of their own (email, url): trimmed, null where that leaves nothing. */
export function lineFrom(sent: unknown, name: string): string | null {
  return isEmpty(sent) ? null : textFrom(sent, name).trim() || null
}

/** Folded first, so that case and accents don't tear apart what belongs together; then exact, so that the order is total. */
export const compareTexts = (a: string, b: string): number => byCodePoint(fold(a), fold(b)) || byCodePoint(a, b)

/** The names of options and people, as they are answered. */
export const namesOf = (answered: unknown): string[] => (answered as { name: string }[]).map(({ name }) => name)
