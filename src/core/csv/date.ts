import { withAsciiDigits } from '../text/typed-number.ts'
import { isDay } from '../time/day.ts'
import { DATE_ORDERS, type DateOrder } from './mapping.ts'

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const KHMER = ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ']

const TIME =
  /(?:^|[T,\s]\s*)(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:\.(\d{1,9}))?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i

/** A day as YYYY-MM-DD, and its time, if it has one, in ISO form. */
interface ReadDate {
  day: string
  time: string
}

/** All that a cell can mean, each day once: of 03/04/2026 two, of 13/04/2026 one, of what is no date none. */
export function dateReadings(cell: string): ReadDate[] {
  // What begins with its year, or names its month, is the same in every order.
  const plain = readDate(cell, 'YMD')
  if (plain) return [plain]
  const all = DATE_ORDERS.map((order) => readDate(cell, order)).filter((one) => one !== null)
  return all.filter(({ day }, i) => all.findIndex((one) => one.day === day) === i)
}

/** In an order that is known; else the one that it can mean. */
export function certainDate(cell: string, order: DateOrder | undefined): ReadDate | null {
  if (order) return readDate(cell, order)
  const [one, other] = dateReadings(cell)
  return one && !other ? one : null
}

/** A cell's date; null for what isn't one in that order. */
export function readDate(cell: string, order: DateOrder): ReadDate | null {
  // No date is longer, and a pattern tried on a page of text would take seconds.
  if (cell.length > 60) return null
  // As machines write it, which needs no patterns.
  if (isDay(cell)) return { day: cell, time: '' }
  const text = withAsciiDigits(cell.trim())
  const match = TIME.exec(text)
  const clock = match && match.index > 0 ? timeOf(match) : ''
  const day = dayIn(match && match.index > 0 ? text.slice(0, match.index) : text, order)
  return day === null || clock === null ? null : { day, time: clock }
}

function timeOf([, hour, minute, second = '00', fraction, half, offset = '']: RegExpExecArray): string | null {
  const twelve = Number(hour) % 12
  const h = half ? twelve + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour)
  if (h > 23 || (half && (Number(hour) < 1 || Number(hour) > 12))) return null
  const zone = /^(utc|gmt)$/i.test(offset) ? 'Z' : offset
  return `T${String(h).padStart(2, '0')}:${minute}:${second}${fraction ? `.${fraction}` : ''}${zone}`
}

/** Three parts in any separators. A month in letters says which part it is; a part of four digits is the year. */
function dayIn(text: string, order: DateOrder): string | null {
  const parts = text
    // A word before the date is dropped only where it is a weekday.
    .replace(/^(\p{L}{3,})\.?,?\s+/u, (all, word: string) => (beginningOf(WEEKDAYS, word) === null ? all : ''))
    .split(/[\s,./-]+|(?<=\d)(?:st|nd|rd|th)\b/i)
    .filter((part) => part)
  if (/^\d{8}$/.test(text)) return real(text.slice(0, 4), Number(text.slice(4, 6)), text.slice(6))
  if (parts.length !== 3) return null
  const [a, b, c] = parts as [string, string, string]
  if (monthOf(a)) return real(c, monthOf(a), b)
  if (monthOf(b)) return a.length === 4 ? real(a, monthOf(b), c) : real(c, monthOf(b), a)
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return null
  if (a.length === 4) return real(a, Number(b), c)
  if (order === 'YMD') return null
  return order === 'DMY' ? real(c, Number(b), a) : real(c, Number(a), b)
}

/** A month by its name or the beginning of it: "Marketing" is none. */
function monthOf(word: string): number {
  return (beginningOf(MONTHS, word) ?? KHMER.indexOf(word)) + 1
}

/** Which name a word of three letters or more begins: "sept" is September. */
function beginningOf(names: readonly string[], word: string): number | null {
  const text = word.toLowerCase()
  const index = text.length >= 3 ? names.findIndex((name) => name.startsWith(text)) : -1
  return index < 0 ? null : index
}

/** A year of two digits is the nearest past or coming one: 70–99 in the last century, 00–69 in this one. */
function real(year: string, month: number, day: string): string | null {
  if (!/^(\d\d|\d{4})$/.test(year) || !/^\d{1,2}$/.test(day)) return null
  const full = year.length === 4 ? year : String(Number(year) + (Number(year) < 70 ? 2000 : 1900))
  const text = `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : null
}
