import { describe, expect, test } from 'vitest'
import { datesDue, dueAfter, dueOn, momentOf, sinceWindow } from '../../src/core/automations/due.ts'
import { nextScheduled, scheduledBetween } from '../../src/core/automations/schedule.ts'

/** Clocks that are put forward and back, short months, days off: when what waits for time comes. */
const parseTime = (instant: string) => Date.parse(instant)
const formatMinute = (instant: number | null) =>
  instant === null ? null : new Date(instant).toISOString().slice(0, 16)
const WEEK = [1, 2, 3, 4, 5]
const calendar = (zone: string, holidays: string[] = []) => ({ zone, workingDays: WEEK, holidays }) as never
const PHNOM_PENH = calendar('Asia/Phnom_Penh', ['2026-04-14', '2026-04-15', '2026-04-16'])
const BERLIN = calendar('Europe/Berlin')
const NEW_YORK = calendar('America/New_York')
const HOUR = 3_600_000

describe('a time of day', () => {
  test.each([
    // Berlin's clocks skip from 2 to 3 on 29 March and have the hour from 2 twice on 25 October.
    [BERLIN, '2026-03-29', 2.5, '2026-03-29T01:00'],
    [BERLIN, '2026-03-29', 3, '2026-03-29T01:00'],
    [BERLIN, '2026-10-25', 2.5, '2026-10-25T00:30'],
    [BERLIN, '2026-10-25', 3, '2026-10-25T02:00'],
    [NEW_YORK, '2026-03-08', 2, '2026-03-08T07:00'],
    [PHNOM_PENH, '2026-12-24', 9, '2026-12-24T02:00'],
  ])('of %o on %s at %s', (zone, day, hours, moment) => {
    expect(formatMinute(momentOf(zone, day, hours * HOUR))).toBe(moment)
  })
})

describe('so many days after', () => {
  test.each([
    // "A day after 2.30" is at the first moment there is, and by the clock however long the day was.
    [BERLIN, { days: 1 }, '2026-03-28T01:30Z', '2026-03-29T01:00'],
    [BERLIN, { days: 2 }, '2026-03-28T08:00Z', '2026-03-30T07:00'],
    [BERLIN, { days: 1 }, '2026-10-24T07:00Z', '2026-10-25T08:00'],
    [PHNOM_PENH, { days: 3, at: '09:00' }, '2026-02-26T03:00Z', '2026-03-02T02:00'],
    // Friday afternoon and two working days: Tuesday. What begins on Saturday begins with Monday.
    [PHNOM_PENH, { days: 2, workingDays: true }, '2026-12-04T08:00Z', '2026-12-08T08:00'],
    [PHNOM_PENH, { days: 2, workingDays: true }, '2026-12-05T08:00Z', '2026-12-08T17:00'],
    // Khmer New Year
    [PHNOM_PENH, { days: 1, workingDays: true }, '2026-04-13T02:00Z', '2026-04-17T02:00'],
  ])('in %o, %o of %s', (zone, trigger, since, due) => {
    expect(formatMinute(dueAfter({ when: 'stuck', ...trigger }, parseTime(since), zone))).toBe(due)
  })

  test.each([BERLIN, NEW_YORK, PHNOM_PENH])('nothing is missed or found twice between ticks: %o', (zone) => {
    for (const trigger of [{ days: 2 }, { days: 1, at: '02:30' }, { days: 3, workingDays: true }]) {
      const stuck = { when: 'stuck' as const, ...trigger }
      const ticks = [0, 1, 7, 7, 26, 27, 50, 96, 200].map((hours) => parseTime('2026-03-27T00:00Z') + hours * HOUR)
      for (let since = parseTime('2026-03-24T00:10Z'); since < parseTime('2026-04-02T00:00Z'); since += 5 * HOUR) {
        const due = dueAfter(stuck, since, zone)
        const found = ticks.slice(1).filter((to, i) => {
          const [low, high] = sinceWindow(stuck, ticks[i]!, to, zone)
          return since > low && since <= high
        })
        const expected = ticks.slice(1).filter((to, i) => due > ticks[i]! && due <= to)
        expect(found).toEqual(expected)
      }
    }
  })
})

describe('a date', () => {
  test.each([
    [PHNOM_PENH, {}, '2026-12-24', '2026-12-24T02:00'],
    [PHNOM_PENH, { days: 3, before: true, at: '08:00' }, '2026-03-02', '2026-02-27T01:00'],
    [PHNOM_PENH, { days: 1 }, '2028-02-28', '2028-02-29T02:00'],
    [BERLIN, { at: '02:15' }, '2026-03-29', '2026-03-29T01:00'],
    // A Saturday is told of on Monday.
    [PHNOM_PENH, { workingDays: true }, '2026-12-05', '2026-12-07T02:00'],
  ])('in %o, %o of %s', (zone, trigger, date, due) => {
    const reached = { when: 'dateReached' as const, fields: ['due'], ...trigger }
    const moment = dueOn(reached, date, zone)
    expect(formatMinute(moment)).toBe(due)
    expect(datesDue(reached, moment - 1, moment, zone)).toContain(date)
    expect(datesDue(reached, moment, moment + 1, zone)).not.toContain(date)
  })
})

describe('a schedule', () => {
  test.each([
    // The 31st skips the months that have none.
    ['0 9 31 * *', 'Asia/Phnom_Penh', '2026-01-31T03:00Z', '2026-03-31T02:00'],
    ['0 9 29 2 *', 'Asia/Phnom_Penh', '2026-01-01T00:00Z', '2028-02-29T02:00'],
    // A time that is skipped comes at the first minute after.
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-29T01:00'],
    ['30 2 * * *', 'America/New_York', '2026-03-07T12:00Z', '2026-03-08T07:00'],
    ['0 9 * * 1', 'Asia/Phnom_Penh', '2026-11-30T02:00Z', '2026-12-07T02:00'],
  ])('%s in %s after %s', (cron, zone, after, next) => {
    expect(formatMinute(nextScheduled(cron, zone, parseTime(after)))).toBe(next)
  })

  test('a time that comes twice is taken once', () => {
    const night = [parseTime('2026-10-24T12:00Z'), parseTime('2026-10-25T12:00Z')] as const
    expect(scheduledBetween('30 2 * * *', 'Europe/Berlin', ...night, 100)).toHaveLength(1)
  })

  test('of what was missed for long the latest are made up for', () => {
    const missed = scheduledBetween(
      '0 * * * *',
      'Asia/Phnom_Penh',
      parseTime('2026-01-01T00:30Z'),
      parseTime('2026-03-01T00:30Z'),
      100,
    )
    expect(missed).toHaveLength(100)
    expect(formatMinute(missed.at(-1)!)).toBe('2026-03-01T00:00')
  })
})
