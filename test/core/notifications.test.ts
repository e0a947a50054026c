import { describe, expect, test } from 'vitest'
import {
  chosenNotify,
  DEFAULT_NOTIFY,
  isQuiet,
  lastDigestAt,
  nextDigestAt,
  preferencesOf,
} from '../../src/core/notifications/index.ts'
import { instantOf, minutesAt } from '../../src/core/time/local-time.ts'

const PHNOM_PENH = 'Asia/Phnom_Penh'
const parseTime = (text: string) => Date.parse(text)
const iso = (instant: number) => new Date(instant).toISOString()

describe('a time of a day in a zone', () => {
  test.each([
    [PHNOM_PENH, '2026-11-30', '08:00', '2026-11-30T01:00:00.000Z', 'clocks never change'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00:00.000Z', 'skipped: the first instant after the gap'],
    ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z', 'after the gap'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z', 'shown twice: the first of both'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00:00.000Z', 'after the hour that comes twice'],
    ['Europe/London', '2026-10-25', '00:30', '2026-10-24T23:30:00.000Z', 'before it'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z', 'a gap of half an hour'],
    ['Pacific/Kiritimati', '2026-01-01', '00:00', '2025-12-31T10:00:00.000Z', 'far ahead'],
  ] as const)('%s %s %s is %s: %s', (zone, day, time, expected, _why) =>
    expect(iso(instantOf(zone, day, time))).toBe(expected),
  )

  test('is what its clocks show then', () => {
    for (const zone of [PHNOM_PENH, 'America/St_Johns', 'Pacific/Pago_Pago'])
      expect(minutesAt(zone, instantOf(zone, '2026-07-01', '17:45'))).toBe(17 * 60 + 45)
  })
})

describe('quiet hours', () => {
  const night = { from: '20:00', to: '07:00' }
  const lunch = { from: '12:00', to: '13:30' }
  test.each([
    [night, '2026-11-30T12:59:00Z', false, '19:59'],
    [night, '2026-11-30T13:00:00Z', true, '20:00'],
    [night, '2026-11-30T20:00:00Z', true, '03:00'],
    [night, '2026-11-30T23:59:00Z', true, '06:59'],
    [night, '2026-12-01T00:00:00Z', false, '07:00'],
    [lunch, '2026-11-30T05:00:00Z', true, '12:00'],
    [lunch, '2026-11-30T06:30:00Z', false, '13:30'],
    [{ from: '09:00', to: '09:00' }, '2026-11-30T02:00:00Z', false, 'no time at all'],
    [null, '2026-11-30T20:00:00Z', false, 'none'],
  ] as const)('%o at %s: %s (%s in Phnom Penh)', (quiet, now, expected, _local) =>
    expect(isQuiet(quiet, PHNOM_PENH, parseTime(now))).toBe(expected),
  )

  test('go by the clocks also on the day that they change', () => {
    // 1:30 comes twice that night; quiet until 2:00 lasts both times.
    for (const now of ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'])
      expect(isQuiet({ from: '22:00', to: '02:00' }, 'America/New_York', parseTime(now))).toBe(true)
    expect(isQuiet({ from: '22:00', to: '02:00' }, 'America/New_York', parseTime('2026-11-01T07:00:00Z'))).toBe(false)
  })
})

describe('the digest', () => {
  const office = { workingDays: [1, 2, 3, 4, 5], holidays: ['2026-11-23', '2026-11-24', '2026-11-25'] }
  const place = { zone: PHNOM_PENH, calendar: office }
  test.each([
    ['2026-11-27T00:59:59Z', '2026-11-26', '2026-11-27', 'a Friday before eight'],
    ['2026-11-27T01:00:00Z', '2026-11-27', '2026-11-30', 'at eight'],
    ['2026-11-28T05:00:00Z', '2026-11-27', '2026-11-30', 'on Saturday'],
    ['2026-11-22T05:00:00Z', '2026-11-20', '2026-11-26', 'before three holidays'],
  ] as const)('at %s the last was due on %s, the next is on %s: %s', (now, last, next, _when) => {
    expect(lastDigestAt('08:00', place, parseTime(now))).toEqual({ day: last, at: parseTime(`${last}T01:00:00Z`) })
    expect(nextDigestAt('08:00', place, parseTime(now))).toEqual({ day: next, at: parseTime(`${next}T01:00:00Z`) })
  })

  test('comes once on days whose clocks change, at a time that they skip or show twice', () => {
    const calendar = { workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: [] }
    const newYork = { zone: 'America/New_York', calendar }
    expect(iso(nextDigestAt('02:30', newYork, parseTime('2026-03-08T05:30:00Z')).at)).toBe('2026-03-08T07:00:00.000Z')
    expect(nextDigestAt('01:30', newYork, parseTime('2026-11-01T05:30:00Z')).day).toBe('2026-11-02')
  })
})

describe('preferences', () => {
  test('are as everybody’s until somebody chooses', () => {
    const chosen = chosenNotify({}, { comment: { mail: 'none' } })
    expect(chosen).toEqual({ comment: { inApp: true, mail: 'none' } })
    const both = { ...chosen, ...chosenNotify(chosen, { comment: { inApp: false }, moved: { mail: 'now' } }) }
    expect(preferencesOf({ notify: both, quiet: null, digestAt: null })).toEqual({
      notify: { ...DEFAULT_NOTIFY, comment: { inApp: false, mail: 'none' }, moved: { inApp: true, mail: 'now' } },
      quiet: null,
      digestAt: '08:00',
    })
  })
})
