import { invalid } from '../errors/index.ts'
import { byCodePoint, fold } from '../text/fold.ts'
import { readTypedNumber, withAsciiDigits } from '../text/typed-number.ts'

/** null, undefined and '' all mean "empty". */
export const isEmpty = (sent: unknown): sent is null | undefined | '' =>
  sent === null || sent === undefined || sent === ''

/** Khmer digits read as ASCII ones, spaces around taken off: what numbers, dates and phones are read from. */
export const plain = (text: string): string => withAsciiDigits(text.trim())

/**
 * "1250.50" -> "1250.50", "+7" -> "7"; null for what isn't a plain decimal. A sign that groups digits in one country is a
 * decimal sign in another, so nothing is read into one here: the same text is the same number for everybody.
 */
export function decimalIn(text: string): string | null {
  const match = /^([+-]?)(\d+)?(?:\.(\d*))?$/.exec(plain(text))
  if (!match || !(match[2] || match[3])) return null
  return (match[1] === '-' ? '-' : '') + (match[2] ?? '0') + (match[3] ? `.${match[3]}` : '')
}

/** What a text that is no plain decimal would be in countries that group by commas, and in those that group by points. */
export function decimalCandidates(text: string): string[] {
  const [commas, points] = [
    { group: ',', decimal: '.' },
    { group: '.', decimal: ',' },
  ].map((signs) => readTypedNumber(text, signs).readings)
  return [...new Set([...commas!, ...points!])]
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
