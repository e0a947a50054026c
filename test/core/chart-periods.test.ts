import { describe, expect, test } from 'vitest'
import type { ChartPoint } from '../../src/core/api/answers.ts'
import { lastYear, withGaps } from '../../src/islands/dashboard/charts/periods.ts'

const point = (key: string, value: string | null = '1'): ChartPoint => ({
  key,
  label: key,
  color: null,
  value,
  currency: null,
  parts: [],
  open: [],
})
const keys = (points: ChartPoint[]) => points.map(({ key }) => key)

describe('charts over time', () => {
  test('begin at the last twelve months that have data', () => {
    const months = Array.from(
      { length: 30 },
      (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    )
    const points = months.map((key, i) => point(key, i < 26 ? '5' : '0'))
    expect(keys(lastYear(points, 'month'))).toEqual(months.slice(14, 26))
    expect(keys(lastYear([point('2019'), point('2026')], 'year'))).toEqual(['2019', '2026'])
    const days = ['2025-03-01', '2025-04-02', '2026-01-15', '2026-02-10'].map((key) => point(key))
    expect(keys(lastYear(days, 'day'))).toEqual(['2025-04-02', '2026-01-15', '2026-02-10'])
    expect(lastYear([], 'month')).toEqual([])
  })

  test.each([
    ['day', ['2026-02-27', '2026-03-02'], ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']],
    ['week', ['2026-02-23', '2026-03-09'], ['2026-02-23', '2026-03-02', '2026-03-09']],
    ['month', ['2025-11', '2026-02'], ['2025-11', '2025-12', '2026-01', '2026-02']],
    ['quarter', ['2025-07-01', '2026-01-01'], ['2025-07-01', '2025-10-01', '2026-01-01']],
    ['year', ['2024', '2026'], ['2024', '2025', '2026']],
  ] as const)('have a place for each %s without records', (every, given, expected) => {
    expect(
      keys(
        withGaps(
          given.map((key) => point(key)),
          every,
          '0',
        ),
      ),
    ).toEqual(expected)
  })

  test('a stray date of long ago makes no thousand days', () => {
    const points = [point('1970-01-01'), point('2026-01-01')]
    expect(withGaps(points, 'day', '0')).toBe(points)
  })
})
