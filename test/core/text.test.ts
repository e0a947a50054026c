import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byCodePoint, fold } from '../../src/core/text/fold.ts'

test.each([
  ['Émile ZOLA', 'emile zola'],
  ['ＡＢＣ①', 'abc1'],
  ['០១២៣៤៥៦៧៨៩', '0123456789'],
  ['ឡាន\u200Bក្រុង', 'ឡានក្រុង'],
  ['\uFEFFBOM', 'bom'],
])('%s folds to %s', (text, folded) => expect(fold(text)).toBe(folded))

test('two Khmer names that differ in a vowel stay two', () => expect(fold('សុខា')).not.toBe(fold('សូខៅ')))

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})

test('order is by code point, as SQLite orders UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }),
  )
})
