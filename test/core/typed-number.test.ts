import { expect, test } from 'vitest'
import { readTypedNumber } from '../../src/core/text/typed-number.ts'

const SIGNS = { en: { group: ',', decimal: '.' }, km: { group: '.', decimal: ',' } }
const DOLLARS = 2
const RIEL = 0

test.each<[text: string, language: 'en' | 'km', decimals: number | undefined, readings: string[]]>([
  ['12,5', 'en', DOLLARS, ['12.5']],
  ['12,5', 'km', DOLLARS, ['12.5']],
  ['12,5', 'en', RIEL, []],
  ['12,5', 'km', RIEL, []],
  ['1,200', 'en', DOLLARS, ['1200']],
  ['1,200', 'km', DOLLARS, ['1.200', '1200']],
  ['1,200', 'km', RIEL, ['1200']],
  ['18.500', 'en', DOLLARS, ['18.500', '18500']],
  ['18.500', 'km', DOLLARS, ['18500']],
  ['18.500', 'en', RIEL, ['18500']],
  ['1.234,50', 'en', DOLLARS, ['1234.50']],
  ['1.234,50', 'km', DOLLARS, ['1234.50']],
  ['1,234.50', 'km', DOLLARS, ['1234.50']],
  ['1,50', 'en', DOLLARS, ['1.50']],
  ['1,50', 'km', DOLLARS, ['1.50']],
  ['0.125', 'en', DOLLARS, ['0.125']],
  ['1,234,567', 'en', DOLLARS, ['1234567']],
  ['1.234.567', 'en', DOLLARS, ['1234567']],
  ['12,34,567', 'en', DOLLARS, ['1234567']],
  ['1 200', 'en', DOLLARS, ['1200']],
  ['1 200,5', 'en', DOLLARS, ['1200.5']],
  ['20k', 'en', DOLLARS, ['20000']],
  ['1.5k', 'en', DOLLARS, ['1500']],
  ['1,25m', 'en', DOLLARS, ['1250000']],
  ['-7', 'en', DOLLARS, ['-7']],
  ['−7,5', 'en', DOLLARS, ['-7.5']],
  ['១២,៥', 'km', DOLLARS, ['12.5']],
  ['12.', 'en', DOLLARS, ['12']],
  ['.5', 'en', DOLLARS, ['0.5']],
  // What isn't money has as many decimals as one likes.
  ['1.125', 'en', undefined, ['1.125']],
  ['1,125', 'en', undefined, ['1125']],
  ['1,125', 'km', undefined, ['1.125']],
  ['1.125', 'km', undefined, ['1125']],
  ['1,2,3', 'en', DOLLARS, []],
  ['1,23,45', 'en', DOLLARS, []],
  ['1.2.3,4', 'en', DOLLARS, []],
  ['12,5x', 'en', DOLLARS, []],
  ['', 'en', DOLLARS, []],
  ['k', 'en', DOLLARS, []],
  ['1 2', 'en', DOLLARS, []],
])('%j in %s with %s decimals is %j', (text, language, decimals, readings) => {
  expect(readTypedNumber(text, SIGNS[language], decimals).readings).toEqual(readings)
})
