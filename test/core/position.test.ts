import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstKey, lastKey } from '../../src/core/model/index.ts'
import { betweenSql } from '../../src/core/model/position.sql.ts'
import { sql } from '../../src/core/sql/index.ts'

const db = new DatabaseSync(':memory:')
const NOW = Date.UTC(2026, 10, 24)

function between(low: string | null, high: string | null, now = NOW): string {
  const { text, values } = betweenSql(sql`${low}`, sql`${high}`, now)
  return (db.prepare(`SELECT ${text} AS key`).get(...values) as { key: string }).key
}

describe('order keys', () => {
  test('newest stands first, and what is made in one go keeps its order', () => {
    expect(firstKey(NOW) < firstKey(NOW - 1)).toBe(true)
    expect(firstKey(NOW, 0) < firstKey(NOW, 1)).toBe(true)
    expect(lastKey(NOW, 99_999) < lastKey(NOW + 1)).toBe(true)
    expect(firstKey(NOW - 1e12) < lastKey(0)).toBe(true)
  })

  test('a place between any two can be found, however often, and nothing else is touched', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: -5, max: 5 })), { minLength: 1, maxLength: 120 }),
        (moves) => {
          const keys = [lastKey(NOW)]
          for (const [n, drift] of moves) {
            // Before, between or after: clocks that go back must not matter.
            const index = n % (keys.length + 1)
            const low = keys[index - 1] ?? null
            const high = keys[index] ?? null
            const key = between(low, high, NOW + drift * 1000)
            expect(low === null || low < key, `${low} < ${key}`).toBe(true)
            expect(high === null || key < high, `${key} < ${high}`).toBe(true)
            expect(key.endsWith('i')).toBe(true)
            keys.splice(index, 0, key)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
