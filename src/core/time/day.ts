/** Dates are `YYYY-MM-DD`; reckoning is done in UTC, where a day has 24 hours, so no zone can move one. */
export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const DAY = 86_400_000
const parse = (date: string) => new Date(`${date}T00:00:00Z`)
const show = (date: Date) => date.toISOString().slice(0, 10)

/** A day that exists in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  // Reckoned here, since files have a hundred thousand dates and making a Date of each takes a fifth of their import.
  const [year, month, day] = numbersOf(text)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

const numbersOf = (date: string): [year: number, month: number, day: number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8)),
]

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const padded = (number: number, length: number): string => String(number).padStart(length, '0')

/** Years that people mean: 0230 and 20226 are slips of the hand. */
export const isLikelyDay = (day: string): boolean => day >= '1900-01-01' && day <= '2200-12-31'

/** Months keep to the month's last day: 31 January plus one month is the last of February. */
export function addUnits(date: string, count: number, unit: Unit): string {
  if (unit === 'day' || unit === 'week')
    return show(new Date(parse(date).getTime() + count * DAY * (unit === 'week' ? 7 : 1)))
  const [year, month, day] = numbersOf(date)
  return dayIn(year * 12 + month - 1 + count * MONTHS[unit], day)
}

/** The same within the calendar, which has years 0000 to 9999: beyond it, its nearest day. */
export function addUnitsInCalendar(date: string, count: number, unit: Unit): string {
  const day = addUnits(date, count, unit)
  return isDay(day) ? day : count < 0 ? '0000-01-01' : '9999-12-31'
}

const MONTHS = { month: 1, quarter: 3, year: 12 }

/** That day of the month, of the shorter ones the last; months are counted from year 0. */
function dayIn(months: number, day: number): string {
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(Math.min(day, daysIn(year, month)), 2)}`
}

/** The last day of the unit that begins on `first`. */
export function endOf(first: string, unit: Unit): string {
  if (unit === 'day') return first
  if (unit === 'week') return addUnits(first, 6, 'day')
  const [year, month] = numbersOf(first)
  return dayIn(year * 12 + month - 1 + MONTHS[unit] - 1, 31)
}

/** The first day of the unit that the day lies in; weeks begin on Monday (ISO 8601). */
export function startOf(date: string, unit: Unit): string {
  const [year, month] = date.split('-').map(Number) as [number, number]
  if (unit === 'day') return date
  if (unit === 'week') return addUnits(date, -((parse(date).getUTCDay() + 6) % 7), 'day')
  if (unit === 'month') return `${date.slice(0, 7)}-01`
  if (unit === 'quarter') return `${date.slice(0, 4)}-${padded(Math.floor((month - 1) / 3) * 3 + 1, 2)}-01`
  return `${padded(year, 4)}-01-01`
}

/** How many days lie between two: 1 from a day to the next, negative backwards. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((parse(to).getTime() - parse(from).getTime()) / DAY)
