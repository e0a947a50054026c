import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDecimals, negate, percentOf } from '../../src/client/decimal.ts'

test.each([
  ['1250.00', '0.5', '1250.50'],
  ['10005534.00', '-10005534.00', '0.00'],
  ['-0.05', '0.02', '-0.03'],
  ['900719925474099.99', '0.02', '900719925474100.01'],
  ['7', '3', '10'],
])('%s + %s = %s', (a, b, sum) => expect(addDecimals(a, b)).toBe(sum))

test.each([
  ['1000.00', 35, '350.00'],
  ['0.01', 50, '0.01'],
  ['-0.01', 50, '-0.01'],
  ['999', 33, '330'],
  ['12500.75', 0, '0.00'],
])('%s × %s %% = %s', (amount, percent, part) => expect(percentOf(amount, percent)).toBe(part))

test('what was added can be taken away again, to the last digit', () => {
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.constantFrom(0, 2, 3))
    .map(([units, digits]) => {
      const text = String(units < 0n ? -units : units).padStart(digits + 1, '0')
      const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
      return units < 0n ? `-${decimal}` : decimal
    })
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(Number(addDecimals(addDecimals(addDecimals(a, b), negate(b)), negate(a)))).toBeCloseTo(0, 10)
    }),
  )
})
