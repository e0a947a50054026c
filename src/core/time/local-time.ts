import { minutesOf } from './time-of-day.ts'
import { offsetAt, offsetsOf } from './zone.ts'

const DAY = 86_400_000

/** Minutes after midnight on the clocks of a zone. */
export const minutesAt = (zone: string, instant: number): number => {
  const local = instant + offsetAt(zone, instant)
  return Math.floor((((local % DAY) + DAY) % DAY) / 60_000)
}

/**
 * The instant at which the clocks of a zone show that time of that day. A time that they show twice is the first of both; one that
 * they skip is the first instant after the gap.
 */
export function instantOf(zone: string, day: string, time: string): number {
  const local = Date.parse(`${day}T00:00:00Z`) + minutesOf(time) * 60_000
  const offsets = [offsetAt(zone, local - DAY), offsetAt(zone, local + DAY)]
  const shown = offsets.map((ahead) => local - ahead).filter((instant) => instant + offsetAt(zone, instant) === local)
  if (shown.length > 0) return Math.min(...shown)
  // The change of clocks that skips it lies between what the clocks before and after would say.
  return offsetsOf(zone).findLast(([from]) => from <= local - Math.min(...offsets))![0]
}
