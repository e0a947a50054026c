import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movedOf, type Place, placed, stepped } from '../../src/islands/dashboard/arrange/layout.ts'

const placeOf = (x: number, y: number, w: number, h: number): Place => ({ x, y, w, h })
const overlap = (a: Place, b: Place) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

describe('where charts stand', () => {
  const beside = { a: placeOf(0, 0, 6, 4), b: placeOf(6, 0, 6, 4), c: placeOf(0, 4, 12, 2) }

  test.each<[string, Place, Record<string, Place>]>([
    [
      'what is in the way makes room below',
      placeOf(6, 0, 6, 4),
      { a: placeOf(6, 0, 6, 4), b: placeOf(6, 4, 6, 4), c: placeOf(0, 8, 12, 2) },
    ],
    [
      'what is made wider pushes its neighbour',
      placeOf(0, 0, 8, 4),
      { a: placeOf(0, 0, 8, 4), b: placeOf(6, 4, 6, 4), c: placeOf(0, 8, 12, 2) },
    ],
    [
      'what is made lower lets up what is below',
      placeOf(0, 0, 6, 2),
      { a: placeOf(0, 0, 6, 2), b: placeOf(6, 0, 6, 4), c: placeOf(0, 4, 12, 2) },
    ],
    [
      'nothing leaves the grid',
      placeOf(40, 0, 6, 4),
      { a: placeOf(6, 0, 6, 4), b: placeOf(6, 4, 6, 4), c: placeOf(0, 8, 12, 2) },
    ],
    [
      'nothing is smaller than can be read',
      placeOf(0, 0, 0, 0),
      { a: placeOf(0, 0, 2, 1), b: placeOf(6, 0, 6, 4), c: placeOf(0, 4, 12, 2) },
    ],
  ])('%s', (_, wanted, expected) => {
    expect(placed(beside, 'a', wanted)).toEqual(expected)
  })

  test('only what stands elsewhere is told', () => {
    const after = placed(beside, 'a', placeOf(0, 0, 6, 2))
    expect(movedOf(beside, after)).toEqual({ a: placeOf(0, 0, 6, 2) })
  })

  test('a key moves it to the next place where it can stand', () => {
    expect(stepped(beside, 'a', [0, 1])).toEqual({
      a: placeOf(0, 6, 6, 4),
      b: placeOf(6, 0, 6, 4),
      c: placeOf(0, 4, 12, 2),
    })
    expect(stepped(beside, 'c', [0, -1])).toEqual({
      a: placeOf(0, 2, 6, 4),
      b: placeOf(6, 2, 6, 4),
      c: placeOf(0, 0, 12, 2),
    })
    expect(stepped(beside, 'c', [0, 1])).toEqual(beside)
  })

  const place = fc.record({
    x: fc.integer({ min: 0, max: 11 }),
    y: fc.integer({ min: 0, max: 12 }),
    w: fc.integer({ min: 1, max: 12 }),
    h: fc.integer({ min: 1, max: 6 }),
  })

  test('however it is put, nothing covers another, all are within, and all are there', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('b', 'c', 'd', 'e', 'f'), place),
        place,
        place,
        (others, ownPlace, wanted) => {
          const after = placed({ ...others, a: ownPlace }, 'a', wanted)
          const all = Object.values(after)
          expect(Object.keys(after).sort()).toEqual([...new Set([...Object.keys(others), 'a'])].sort())
          for (const [i, one] of all.entries())
            for (const other of all.slice(i + 1)) expect(overlap(one, other)).toBe(false)
          const { x, w, h } = after.a!
          expect(x >= 0 && x + w <= 12 && w >= 2 && h >= 1).toBe(true)
        },
      ),
    )
  })
})
