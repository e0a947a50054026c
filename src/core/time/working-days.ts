import { addUnits } from './day.ts'

/** On which days a team works. `workingDays`: 1 is Monday, 7 Sunday (ISO 8601); `holidays`: YYYY-MM-DD. */
export interface WorkingCalendar {
  readonly workingDays: readonly number[]
  readonly holidays: readonly string[]
}

/** Of a team that has no working day at all, every day is one: otherwise nothing would ever come. */
export function isWorkingDay(day: string, { workingDays, holidays }: WorkingCalendar): boolean {
  if (workingDays.length === 0) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return workingDays.includes(weekday) && !holidays.includes(day)
}

/** The day itself where it is a working day, otherwise the next one. */
export function nextWorkingDay(day: string, calendar: WorkingCalendar): string {
  let next = day
  while (!isWorkingDay(next, calendar)) next = addUnits(next, 1, 'day')
  return next
}

/** `count` working days later, or earlier where it is negative; the day that it is counted from needn't be one. 0 is the day itself. */
export function addWorkingDays(day: string, count: number, calendar: WorkingCalendar): string {
  const step = Math.sign(count)
  let date = day
  for (let left = Math.abs(count); left > 0; ) {
    date = addUnits(date, step, 'day')
    if (isWorkingDay(date, calendar)) left--
  }
  return date
}
