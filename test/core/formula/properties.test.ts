import fc, { type GeneratorValue } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCompilable } from '../../../src/core/formula/index.sql.ts'
import { FormulaError, meanings, type Setting, TYPES, toShown, toStored } from '../../../src/core/formula/index.ts'
import { Engines, env, setting } from './engines.ts'
import { formula, row, use } from './random.ts'

const RUNS = process.env.PROOF ? 4000 : 150
const engines = new Engines()
const zone = fc.constantFrom('UTC', 'Asia/Phnom_Penh', 'America/New_York', 'Australia/Lord_Howe')
const rows = fc.array(row, { minLength: 4, maxLength: 4 })
// Larger than may be, or (by CONVERT) of two currencies that are known beforehand.
const REFUSED = ['tooDeep', 'tooLarge', 'tooManyTexts', 'tooLong', 'twoCurrencies']

/** Both engines answer the same, for each row; false if the formula is refused. */
function agree(text: string, formulaSetting: Setting): boolean {
  try {
    const tree = parseCompilable(text, env)
    expect(engines.sql(tree, formulaSetting), text).toEqual(engines.js(tree, formulaSetting))
    return true
  } catch (error) {
    if (error instanceof FormulaError && REFUSED.includes(error.code)) return false
    throw error
  }
}

// fast-check prints seed and path of what fails; give them to fc.assert to see it again.
describe('JavaScript and SQL say the same', () => {
  test(`of ${RUNS} random formulas`, { timeout: 240_000 }, () => {
    let tried = 0
    const property = fc.property(
      fc.gen(),
      rows,
      zone,
      fc.constantFrom(...TYPES),
      fc.integer({ min: 1, max: 4 }),
      (g: GeneratorValue, some, timeZone, type, depth) => {
        engines.fill(some)
        if (agree(formula(g, type, depth), { ...setting, zone: timeZone })) tried++
      },
    )
    fc.assert(property, { numRuns: RUNS })
    expect(tried).toBeGreaterThan(RUNS * 0.9)
  })

  const each = meanings.map(
    (meaning) =>
      [
        `${meaning.name}: ${meaning.params.map((one) => (typeof one === 'object' ? 'unit' : one)).join(', ')}`,
        meaning,
      ] as const,
  )
  test.each(each)('of %s', (_name, meaning) => {
    const property = fc.property(
      fc.gen(),
      rows,
      zone,
      fc.constantFrom(...TYPES),
      fc.integer({ min: 0, max: 2 }),
      (g: GeneratorValue, some, timeZone, type, depth) => {
        engines.fill(some)
        const gives = meaning.returns === 'A' || meaning.returns === 'B' ? type : meaning.returns
        agree(use(g, meaning, gives, depth), { ...setting, zone: timeZone })
      },
    )
    fc.assert(property, { numRuns: process.env.PROOF ? 300 : 10 })
  })
})

describe('whatever is typed', () => {
  const scrap = fc.constantFrom(
    '{Price}',
    '{Nmae}',
    '{',
    '}',
    '"',
    '\\',
    '(',
    ')',
    ',',
    '-',
    '+',
    '*',
    '/',
    '^',
    '&',
    '=',
    '<>',
    'NOT ',
    'AND',
    ' OR ',
    'IF(',
    'ROUND(',
    '1',
    '.',
    '2.5',
    '#',
    '{#3}',
    ' ',
    'សុខា',
    '👍',
    'TRUE',
  )
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(scrap, { maxLength: 40 }).map((some) => some.join('')),
  )

  test('it is a formula or an error with a place in it', () => {
    fc.assert(
      fc.property(anything, (text) => {
        try {
          parseCompilable(text, env)
        } catch (error) {
          if (!(error instanceof FormulaError)) throw error
          expect(error.at).toBeGreaterThanOrEqual(0)
          expect(error.at + error.length).toBeLessThanOrEqual(text.length)
          expect(error.message).not.toMatch(/undefined|\{\w+\}.*is no|null/)
        }
      }),
      { numRuns: RUNS * 4 },
    )
  })

  test('stored and shown again, it means the same and reads the same', () => {
    fc.assert(
      fc.property(fc.gen(), fc.constantFrom(...TYPES), (g: GeneratorValue, type) => {
        const text = formula(g, type, 3)
        const stored = toStored(text, env)
        expect(stored).not.toMatch(/\{[A-Z]/)
        expect(toShown(stored, env)).toBe(text)
      }),
    )
  })
})
