import { localDay } from '../../client/local-day.ts'
import { daysBetween, isDay } from '../../core/time/day.ts'

const MONTH = 30

/** So many days before today, by the reader's calendar. */
export function daysAgo(count: number): string {
  const date = new Date()
  date.setDate(date.getDate() - count)
  return localDay(date)
}

/** How many days ago that day was; 0 for today and for what is no day. */
export const agoOf = (day: string): number => (isDay(day) ? Math.max(0, daysBetween(day, daysAgo(0))) : 0)

export const monthAgo = (): string => daysAgo(MONTH)
