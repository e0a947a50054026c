import type { NotifyPreferences } from '../api/notification.ts'
import { addUnits } from '../time/day.ts'
import { instantOf, minutesAt } from '../time/local-time.ts'
import { minutesOf } from '../time/time-of-day.ts'
import { isWorkingDay, nextWorkingDay, type WorkingCalendar } from '../time/working-days.ts'
import { dayOf } from '../time/zone.ts'

/** Whether somebody's quiet hours are on: from the first time until just before the second, over midnight too. */
export function isQuiet(quiet: NotifyPreferences['quiet'], zone: string, instant: number): boolean {
  if (!quiet) return false
  const [from, to, minute] = [minutesOf(quiet.from), minutesOf(quiet.to), minutesAt(zone, instant)]
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}

interface Digest {
  /** the workspace's day */
  day: string
  at: number
}

interface Place {
  zone: string
  calendar: WorkingCalendar
}

/** A digest goes out on working days, at the time that its reader chose. The newest that was due by `now`; null where a year had none. */
export function lastDigestAt(digestAt: string, { zone, calendar }: Place, now: number): Digest | null {
  let day = dayOf(zone, now)
  for (let back = 0; back <= 366; back++) {
    const instant = instantOf(zone, day, digestAt)
    if (instant <= now && isWorkingDay(day, calendar)) return { day, at: instant }
    day = addUnits(day, -1, 'day')
  }
  return null
}

/** The first after `now`. */
export function nextDigestAt(digestAt: string, { zone, calendar }: Place, now: number): Digest {
  const today = dayOf(zone, now)
  const from = instantOf(zone, today, digestAt) > now ? today : addUnits(today, 1, 'day')
  const day = nextWorkingDay(from, calendar)
  return { day, at: instantOf(zone, day, digestAt) }
}
