import { Cron } from 'croner'
import { invalid } from '../errors/index.ts'

/*
 * Cron expressions of five parts in the workspace's zone. A local time that is skipped when clocks go forward comes at the first
 * minute after the gap, one that comes twice is taken once; the 31st skips months without one.
 */

const parsed = (expression: string, zone: string) =>
  new Cron(expression, { timezone: zone, paused: true, mode: '5-part' })

/** 422 where it can't be read, or never comes. */
export function requireSchedule(expression: string, zone: string, now: number): void {
  let next: Date | null
  try {
    next = parsed(expression, zone).nextRun(new Date(now))
  } catch {
    throw invalid('', 'badCron', { value: expression })
  }
  if (!next) throw invalid('', 'cronNever', { value: expression })
}

/** The first moment after `after`; null where there is none. */
export const nextScheduled = (expression: string, zone: string, after: number): number | null =>
  parsed(expression, zone).nextRun(new Date(after))?.getTime() ?? null

/** The moments after `after` up to `until`, at most `most` of them: the latest ones, where more were missed. */
export function scheduledBetween(
  expression: string,
  zone: string,
  after: number,
  until: number,
  most: number,
): number[] {
  const cron = parsed(expression, zone)
  const found: number[] = []
  for (
    let runTime = cron.nextRun(new Date(after));
    runTime && runTime.getTime() <= until;
    runTime = cron.nextRun(runTime)
  ) {
    found.push(runTime.getTime())
    if (found.length > most) found.shift()
  }
  return found
}
