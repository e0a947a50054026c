import { describe, expect, test } from 'vitest'
import { addWorkingDays, isWorkingDay, nextWorkingDay } from '../../src/core/time/working-days.ts'

/** Monday to Friday; the Water Festival of 2026 is from Monday 23 to Wednesday 25 November. */
const office = { workingDays: [1, 2, 3, 4, 5], holidays: ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-28'] }
const shop = { workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: [] }

describe('working days', () => {
  test.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-11-24', false, 'a holiday'],
    ['2026-11-26', true, 'the day after the holidays'],
  ] as const)('%s: %s, %s', (day, expected, _what) => expect(isWorkingDay(day, office)).toBe(expected))

  test('a team without any has them all', () =>
    expect(isWorkingDay('2026-11-22', { workingDays: [], holidays: [] })).toBe(true))

  test.each([
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-11-20', 1, '2026-11-26'],
    ['2026-11-21', 1, '2026-11-26'],
    ['2026-11-20', 3, '2026-11-30'],
    ['2026-11-26', -1, '2026-11-20'],
    ['2026-11-28', -2, '2026-11-26'],
    ['2026-12-31', 1, '2027-01-01'],
  ] as const)('%s and %i working days are %s', (day, count, expected) =>
    expect(addWorkingDays(day, count, office)).toBe(expected),
  )

  test('of a shop that never closes they are days', () =>
    expect(addWorkingDays('2026-02-27', 2, shop)).toBe('2026-03-01'))

  test('the next one is the day itself where it is one', () => {
    expect(nextWorkingDay('2026-11-20', office)).toBe('2026-11-20')
    expect(nextWorkingDay('2026-11-21', office)).toBe('2026-11-26')
  })
})
