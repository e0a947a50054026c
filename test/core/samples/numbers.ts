import type { Samples } from './samples.ts'

export const numbers: Record<string, Samples> = {
  number: {
    config: {},
    good: [
      [-999999999999999, -999999999999999],
      ['-1,250.50', -1250.5],
      ['-0', 0],
      ['0.1', 0.1],
      ['.5', 0.5],
      [12.5, 12.5],
      ['១២៥', 125],
      ['1,250', 1250],
      ['123456789.012345', 123456789.012345],
    ],
    bad: [
      ['12a', 'notNumber'],
      ['1,25', 'notNumber'],
      ['1.250,50', 'notNumber'],
      ['1e5', 'notNumber'],
      ['.', 'notNumber'],
      [true, 'notNumber'],
      [Number.NaN, 'notNumber'],
      [0.1 + 0.2, 'numberTooPrecise'],
      ['1234567890123456', 'numberTooPrecise'],
      ['0.12345678901234567', 'numberTooPrecise'],
      [1e15, 'numberTooPrecise'],
    ],
  },
  percent: {
    config: {},
    good: [
      [-5, -5],
      ['12.5 %', 12.5],
      ['15', 15],
      ['1,000%', 1000],
    ],
    bad: [
      ['%', 'notNumber'],
      ['ten', 'notNumber'],
    ],
  },
  currency: {
    config: { currency: 'USD', others: ['KHR', 'JPY', 'KWD'] },
    good: [
      [
        { amount: '12345', currency: 'JPY' },
        { amount: '12345', currency: 'JPY' },
      ],
      [
        { amount: '4000.5', currency: 'khr' },
        { amount: '4000.50', currency: 'KHR' },
      ],
      [
        { amount: -1.234, currency: 'KWD' },
        { amount: '-1.234', currency: 'KWD' },
      ],
      ['-0.05', { amount: '-0.05', currency: 'USD' }],
      [0, { amount: '0.00', currency: 'USD' }],
      ['1,250.50', { amount: '1250.50', currency: 'USD' }],
      [
        { amount: '9999999999.99', currency: 'USD' },
        { amount: '9999999999.99', currency: 'USD' },
      ],
    ],
    bad: [
      ['12a', 'notAmount'],
      [{ amount: true }, 'notAmount'],
      [{}, 'notAmount'],
      [[5], 'notAmount'],
      ['0.001', 'amountTooPrecise'],
      [1e15, 'amountTooLarge'],
      [{ amount: 1, currency: 'EUR' }, 'unknownCurrency'],
      [{ amount: '1.5', currency: 'JPY' }, 'amountTooPrecise'],
    ],
  },
  checkbox: {
    config: {},
    good: [
      [false, false],
      ['No', false],
      ['ទេ', false],
      [true, true],
      ['YES', true],
      [1, true],
      ['ចាស', true],
    ],
    bad: [
      ['perhaps', 'notCheckbox'],
      [2, 'notCheckbox'],
      [{}, 'notCheckbox'],
    ],
  },
  date: {
    config: {},
    good: [
      ['0001-01-01', '0001-01-01'],
      ['2024-02-29', '2024-02-29'],
      [' 2026-11-23 ', '2026-11-23'],
      ['២០២៦-១២-០១', '2026-12-01'],
    ],
    bad: [
      ['2026-02-30', 'notDate'],
      ['2023-02-29', 'notDate'],
      ['2026-13-01', 'notDate'],
      ['0000-01-01', 'notDate'],
      ['11/23/2026', 'notDate'],
      ['2026-11-23T00:00:00Z', 'notDate'],
      [20261123, 'notDate'],
    ],
  },
  dateTime: {
    config: {},
    good: [
      ['0001-01-02T00:00Z', '0001-01-02T00:00:00.000Z'],
      ['1969-12-31T23:59:59.001Z', '1969-12-31T23:59:59.001Z'],
      ['2026-11-23', '2026-11-22T17:00:00.000Z'],
      ['2026-11-23 09:30', '2026-11-23T02:30:00.000Z'],
      ['2026-11-23T09:30:00.5Z', '2026-11-23T09:30:00.500Z'],
      ['2026-11-23T09:30:00-05:30', '2026-11-23T15:00:00.000Z'],
      ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ],
    bad: [
      ['2026-02-30T10:00', 'notInstant'],
      ['2026-11-23T24:00', 'notInstant'],
      ['2026-11-23T10:60Z', 'notInstant'],
      ['yesterday', 'notInstant'],
      [1795401000000, 'notInstant'],
      ['9999-12-31T23:59:59-07:00', 'notInstant'],
    ],
  },
  rating: {
    config: { max: 5 },
    good: [
      [1, 1],
      ['៣', 3],
      [5, 5],
    ],
    bad: [
      [0, 'notRating'],
      [6, 'notRating'],
      [2.5, 'notRating'],
      ['five', 'notRating'],
    ],
  },
}
