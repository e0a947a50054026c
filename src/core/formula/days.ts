/**
 * Reckoning with days of the years 0001 to 9999 (the Gregorian calendar, also before it was made: ISO 8601). Done on numbers, not with
 * Date, which takes the year 26 for 1926.
 */
export interface Day {
  year: number
  month: number
  day: number
}

export const partsOf = (date: string): Day => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
})

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const lastOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const pad = (part: number, width: number) => String(part).padStart(width, '0')

/** YYYY-MM-DD, or null for a day that isn't in the calendar. */
export function dateOf({ year, month, day }: Day): string | null {
  const isDate = [year, month, day].every(Number.isInteger)
  if (!isDate || year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return null
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** Days since 0000-03-01; years are counted from March, so that the leap day is the last. */
export function numberOf(date: string): number {
  const { year, month, day } = partsOf(date)
  const y = month > 2 ? year : year - 1
  const m = (month + 9) % 12
  return (
    365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1
  )
}

const FIRST = numberOf('0001-01-01')
const LAST = numberOf('9999-12-31')

export function dayFromNumber(number: number): string | null {
  if (number < FIRST || number > LAST) return null
  const era = Math.floor(number / 146_097)
  const inEra = number - era * 146_097
  const y = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const inYear = inEra - (365 * y + Math.floor(y / 4) - Math.floor(y / 100))
  const m = Math.floor((5 * inYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return dateOf({ year: y + era * 400 + (month <= 2 ? 1 : 0), month, day: inYear - Math.floor((153 * m + 2) / 5) + 1 })
}

/** Months keep to the month's last day: 31 January and a month is the last of February. */
export function addMonths(date: string, count: number): string | null {
  const { year, month, day } = partsOf(date)
  const months = year * 12 + month - 1 + count
  const y = Math.floor(months / 12)
  const m = months - y * 12 + 1
  return dateOf({ year: y, month: m, day: Math.min(day, lastOf(y, m)) })
}

/** Whole months from one day to another: as many as can be added without passing it. */
export function monthsBetween(from: string, to: string): number {
  if (to < from) return -monthsBetween(to, from) + 0
  const [a, b] = [partsOf(from), partsOf(to)]
  const short = b.day < a.day && b.day < lastOf(b.year, b.month)
  return (b.year - a.year) * 12 + b.month - a.month - (short ? 1 : 0)
}

/** Monday is 1 (ISO 8601). */
export const weekdayOf = (date: string): number => ((numberOf(date) + 2) % 7) + 1
