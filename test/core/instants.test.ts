import { expect, test } from 'vitest'
import { instantFrom } from '../../src/core/fields/index.ts'

test.each([
  ['2026-11-23T09:30:00Z', 'Asia/Phnom_Penh', '2026-11-23T09:30:00.000Z'],
  ['2026-11-23t09:30:00.123456+0545', 'Asia/Phnom_Penh', '2026-11-23T03:45:00.123Z'],
  ['2026-11-23 09:30', 'Asia/Phnom_Penh', '2026-11-23T02:30:00.000Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  // Clocks are set forward over 02:30: there is no such time, so it is read as if they hadn't been.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  // They are set back over it: of the two, the first.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
])('%s in %s is %s', (text, zone, expected) => {
  expect(new Date(instantFrom(text, zone)!).toISOString()).toBe(expected)
})

test.each(['2026-02-30', '2026-11-23T25:00', '2026-11-23T', 'noon', ''])('%s is no instant', (text) => {
  expect(instantFrom(text, 'UTC')).toBeNull()
})
