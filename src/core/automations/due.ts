import type { Trigger } from '../api/automation/index.ts'
import { addUnits } from '../time/day.ts'
import { minutesOf } from '../time/time-of-day.ts'
import { addWorkingDays, nextWorkingDay, type WorkingCalendar } from '../time/working-days.ts'
import { dayOf, offsetAt, offsetsOf } from '../time/zone.ts'

/*
 * When a trigger that waits for time comes. Days are of the workspace's zone: "14 days after 3 p.m." is at 3 p.m. of the 14th day,
 * however long the days between were.
 */

export interface Calendar extends WorkingCalendar {
  zone: string
}

export type DueTrigger = Extract<Trigger, { when: 'stuck' | 'inactive' | 'dateReached' }>
export const isDue = (trigger: Trigger): trigger is DueTrigger =>
  trigger.when === 'stuck' || trigger.when === 'inactive' || trigger.when === 'dateReached'

const DAY = 86_400_000
/** What dates come at where nothing else is said. */
const MORNING = '09:00'

/** So many ms after a local midnight, by the clock. What the clocks skip is the first moment after; of what comes twice the first. */
export function momentOf({ zone }: Calendar, day: string, ms: number): number {
  const local = Date.parse(`${day}T00:00:00Z`) + ms
  const moments = [local - offsetAt(zone, local - DAY), local - offsetAt(zone, local + DAY)]
  const real = moments.filter((instant) => instant + offsetAt(zone, instant) === local)
  if (real.length > 0) return Math.min(...real)
  return offsetsOf(zone).find(([from]) => from > local - DAY && from < local + DAY)?.[0] ?? moments[0]!
}

/** So many days after an instant at which something began: when it has been so for longer than that. */
export function dueAfter(
  trigger: Extract<DueTrigger, { when: 'stuck' | 'inactive' }>,
  since: number,
  calendar: Calendar,
): number {
  const local = since + offsetAt(calendar.zone, since)
  const began = new Date(local).toISOString().slice(0, 10)
  // What begins on a day off begins with the next working day: else Saturday would be due later than Sunday.
  const day = trigger.workingDays ? nextWorkingDay(began, calendar) : began
  const ms = day === began ? local - Date.parse(`${began}T00:00:00Z`) : 0
  const last = trigger.workingDays ? addWorkingDays(day, trigger.days, calendar) : addUnits(day, trigger.days, 'day')
  const exact = momentOf(calendar, last, ms)
  if (trigger.at === undefined) return exact
  const timeOfDay = minutesOf(trigger.at) * 60_000
  const same = momentOf(calendar, last, timeOfDay)
  if (same >= exact) return same
  const following = addUnits(last, 1, 'day')
  return momentOf(calendar, trigger.workingDays ? nextWorkingDay(following, calendar) : following, timeOfDay)
}

/** When a date comes that is waited for: on it, or so many days before or after. */
export function dueOn(trigger: Extract<DueTrigger, { when: 'dateReached' }>, date: string, calendar: Calendar): number {
  const days = (trigger.days ?? 0) * (trigger.before ? -1 : 1)
  const day = trigger.workingDays
    ? nextWorkingDay(addWorkingDays(date, days, calendar), calendar)
    : addUnits(date, days, 'day')
  return momentOf(calendar, day, minutesOf(trigger.at ?? MORNING) * 60_000)
}

/** The instants since which something must be so that it comes due after `from` and until `to`: (low, high]. */
export function sinceWindow(
  trigger: Extract<DueTrigger, { when: 'stuck' | 'inactive' }>,
  from: number,
  to: number,
  calendar: Calendar,
): readonly [low: number, high: number] {
  return [latestDueBy(from), latestDueBy(to)]

  /** The latest beginning that is due by then: what begins later comes due later. */
  function latestDueBy(moment: number): number {
    const isDueBy = (since: number) => dueAfter(trigger, since, calendar) <= moment
    let high = moment - trigger.days * DAY + DAY
    let low = high - 3 * DAY
    // Holidays may lie between, as many as a team likes.
    while (!isDueBy(low)) low -= 14 * DAY
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (isDueBy(middle)) low = middle
      else high = middle
    }
    return low
  }
}

/** The dates that come due after `from` and until `to`, at most `most` of them. */
export function datesDue(
  trigger: Extract<DueTrigger, { when: 'dateReached' }>,
  from: number,
  to: number,
  calendar: Calendar,
  most = 400,
): string[] {
  const days = (trigger.days ?? 0) * (trigger.before ? 1 : -1)
  const first = trigger.workingDays
    ? addWorkingDays(dayOf(calendar.zone, from), days, calendar)
    : addUnits(dayOf(calendar.zone, from), days, 'day')
  const found: string[] = []
  // Around days off, several dates come due on one day.
  const margin = trigger.workingDays ? 30 : 2
  let date = addUnits(first, -margin, 'day')
  for (let past = 0; past <= margin && found.length < most; date = addUnits(date, 1, 'day')) {
    const dueAt = dueOn(trigger, date, calendar)
    if (dueAt > to) past++
    else if (dueAt > from) found.push(date)
  }
  return found
}
