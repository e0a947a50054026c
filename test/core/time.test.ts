import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relativeDay } from '../../src/core/query/filters/relative.ts'
import { sql } from '../../src/core/sql/index.ts'
import { addUnits, addUnitsInCalendar, endOf, isDay, startOf } from '../../src/core/time/day.ts'
import { localDay } from '../../src/core/time/local-day.ts'
import { daySql } from '../../src/core/time/zone.sql.ts'
import { dayOf, startOfDay } from '../../src/core/time/zone.ts'

const ZONES = [
  'Asia/Phnom_Penh',
  'UTC',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
]

/** The local day as Intl says it. */
const byIntl = (zone: string, time: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time)

describe('days of a zone', () => {
  const db = new DatabaseSync(':memory:')
  test('JavaScript and SQLite agree with Intl, over every change of clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(1991, 0), max: Date.UTC(2044, 0) }),
        (zone, time) => {
          const { text, values } = daySql(zone, sql`${time}`)
          const day = (db.prepare(`SELECT ${text} AS day`).get(...values) as { day: string }).day
          expect(dayOf(zone, time)).toBe(byIntl(zone, time))
          expect(day).toBe(byIntl(zone, time))
        },
      ),
      { numRuns: 400 },
    )
  })

  test('a day begins where the one before it ends', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 19_000 }), (zone, n) => {
        const day = addUnits('1992-01-01', n, 'day')
        const start = startOfDay(zone, day)
        expect(dayOf(zone, start)).toBe(day)
        expect(dayOf(zone, start - 1)).toBe(addUnits(day, -1, 'day'))
      }),
      { numRuns: 400 },
    )
  })
})

describe('reckoning with days', () => {
  test.each([
    ['2026-01-31', 1, 'month', '2026-02-28'],
    ['2028-01-31', 1, 'month', '2028-02-29'],
    ['2028-02-29', 1, 'year', '2029-02-28'],
    ['2026-03-31', -1, 'month', '2026-02-28'],
    ['2026-12-31', 1, 'day', '2027-01-01'],
    ['2026-11-30', 1, 'quarter', '2027-02-28'],
    ['2026-11-24', 2, 'week', '2026-12-08'],
    ['0060-03-31', -1, 'month', '0060-02-29'],
    ['0001-01-15', -1, 'quarter', '0000-10-15'],
  ] as const)('%s + %i %s is %s', (from, count, unit, to) => expect(addUnits(from, count, unit)).toBe(to))

  test.each([
    ['2026-01-31', 1, 'month', '2026-02-28'],
    ['9990-01-01', 3650, 'month', '9999-12-31'],
    ['9999-12-31', 1, 'day', '9999-12-31'],
    ['0001-03-31', -3650, 'week', '0000-01-01'],
    ['0100-03-31', -3650, 'month', '0000-01-01'],
  ] as const)('within the calendar %s + %i %s is %s', (from, count, unit, to) =>
    expect(addUnitsInCalendar(from, count, unit)).toBe(to),
  )

  test.each([
    ['week', '2026-11-23'],
    ['month', '2026-11-01'],
    ['quarter', '2026-10-01'],
    ['year', '2026-01-01'],
  ] as const)('the %s of 2026-11-29 starts on %s', (unit, start) => expect(startOf('2026-11-29', unit)).toBe(start))

  test.each([
    ['day', '2026-11-29', '2026-11-29'],
    ['week', '2026-11-23', '2026-11-29'],
    ['month', '2028-02-01', '2028-02-29'],
    ['quarter', '2026-10-01', '2026-12-31'],
    ['year', '2026-01-01', '2026-12-31'],
    ['month', '9999-12-01', '9999-12-31'],
  ] as const)('the %s from %s ends on %s', (unit, first, last) => expect(endOf(first, unit)).toBe(last))

  test.each([
    [10_000, 'year', '9999-12-31'],
    [-10_000, 'year', '0000-01-01'],
    [-3, 'month', '2026-08-29'],
  ] as const)('today %+i %s is a day of the calendar', (plus, unit, day) =>
    expect(relativeDay({ relative: 'today', plus, unit }, '2026-11-29')).toBe(day),
  )

  test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-02-29', 'today'])('%s is no day', (text) =>
    expect(isDay(text)).toBe(false),
  )
})

test('a day is one that the calendar has', () => {
  // Every day of four centuries and what lies between: two leap years of centuries, three that are none.
  for (let time = Date.UTC(1890, 0, 1); time < Date.UTC(2310, 0, 1); time += 86_400_000)
    expect(isDay(new Date(time).toISOString().slice(0, 10))).toBe(true)
  for (const year of [1896, 1900, 2000, 2023, 2024, 2100, 2200])
    for (let month = 0; month <= 13; month++)
      for (const day of [0, 28, 29, 30, 31, 32]) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const date = new Date(`${text}T00:00:00Z`)
        expect(isDay(text), text).toBe(!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text))
      }
  for (const text of ['2026-1-01', '2026-01-01T00:00', ' 2026-01-01', '២០២៦-០១-០១', '20260101', ''])
    expect(isDay(text)).toBe(false)
})

test('a page and the server agree on what day it is', () => {
  for (const zone of [
    'Asia/Phnom_Penh',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'America/St_Johns',
    'Europe/Berlin',
    'UTC',
  ])
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 5 * 3_600_000 + 1)
      expect(localDay(zone, time), `${zone} ${time}`).toBe(dayOf(zone, time))
})
