import { number } from '../../../client/format.ts'
import { type AutomationKey, say } from '../../../i18n/automation-words.ts'
import { localeOf } from '../../../i18n/index.ts'

/*
 * A sentence of which some parts were chosen by people: those are marked, so that a screen can emphasise them. The marks are Unicode's
 * first-strong isolates, which nobody sees and which keep a name's direction from that of its sentence.
 */
const [BEGIN, END] = ['\u2068', '\u2069']

export const marked = (text: string): string => BEGIN + unmarked(text) + END

export const unmarked = (text: string): string => text.replace(/[\u2068\u2069]/g, '')

/** As `say`, with every part marked, the count too. */
export function sayMarked(key: AutomationKey, parts: Record<string, string | number>): string {
  const texts = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? marked(part) : part])
  const text = say(key, Object.fromEntries(texts))
  return typeof parts.count === 'number' ? text.replace(number(parts.count), marked) : text
}

/** In its pieces, each with whether it was chosen. */
export const piecesOf = (text: string): { text: string; isChosen: boolean }[] =>
  text
    .split(/\u2068([^\u2069]*)\u2069/)
    .map((piece, i) => ({ text: piece, isChosen: i % 2 === 1 }))
    .filter((piece) => piece.text !== '')

/** With “and” before the last: browsers have no such lists of smaller languages, and take another one’s. */
export function listOf(texts: readonly string[]): string {
  const locale = localeOf()
  if (Intl.ListFormat.supportedLocalesOf(locale).length > 0)
    return new Intl.ListFormat(locale, { type: 'conjunction' }).format(texts)
  const last = texts.at(-1)
  return last === undefined || texts.length === 1
    ? (last ?? '')
    : say('and', { others: texts.slice(0, -1).join(', '), last })
}
