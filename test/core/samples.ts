import type { FaultCode } from '../../src/core/errors/index.ts'
import type { Json } from '../../src/core/model/index.ts'

/** What each field type is tried with: sent -> answered, in ascending order of the values; and what it must refuse, by code. */
export interface Samples {
  config: unknown
  good: [sent: unknown, answered: Json][]
  bad: [sent: unknown, code: FaultCode][]
}

const options = {
  options: [
    { id: 'z', name: 'New' },
    { id: 'b2', name: 'Ångström' },
    { id: 'a1', name: 'សុខា' },
  ],
}
const [fresh, angstrom, sokha] = options.options as [Named, Named, Named]
type Named = { id: string; name: string }

export const samples: Record<string, Samples> = {
  text: {
    config: {},
    good: [
      [' ', ' '],
      ['007', '007'],
      ['Ångström', 'Ångström'],
      ['ant', 'ant'],
      ['ﷺ x', 'ﷺ x'],
      ['សុខា', 'សុខា'],
      ['សូខៅ', 'សូខៅ'],
      ['🦆 duck', '🦆 duck'],
    ],
    bad: [
      [12, 'notText'],
      [['a'], 'notText'],
      ['a\0b', 'notText'],
      ['\ud800', 'notText'],
      ['two\nlines', 'notOneLine'],
      ['x'.repeat(2001), 'textTooLong'],
    ],
  },
  longText: {
    config: {},
    good: [
      ['a\r\nb', 'a\r\nb'],
      ['ក'.repeat(66_000), 'ក'.repeat(66_000)],
    ],
    bad: [
      [{}, 'notText'],
      ['x'.repeat(2_000_000), 'tooLarge'],
      ['ក'.repeat(66_667), 'tooLarge'],
    ],
  },
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
  select: {
    config: options,
    good: [
      ['new', { ...fresh }],
      ['b2', { ...angstrom }],
      ['angstrom', { ...angstrom }],
      [{ id: 'a1', name: 'whatever' }, { ...sokha }],
    ],
    bad: [
      ['Nwe', 'unknownOption'],
      [['z'], 'unknownOption'],
      [true, 'unknownOption'],
    ],
  },
  multiSelect: {
    config: options,
    good: [
      ['New', [fresh]],
      [
        ['a1', 'new', 'New'],
        [fresh, sokha],
      ],
      [['b2'], [angstrom]],
      [
        [{ id: 'a1' }, 'angstrom'],
        [angstrom, sokha],
      ],
    ],
    bad: [
      [['New', 'Nwe'], 'unknownOption'],
      [[['z']], 'unknownOption'],
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
  email: {
    config: {},
    good: [
      [' a.b+c@mail.example.com ', 'a.b+c@mail.example.com'],
      ['Sokha@Example.com', 'Sokha@Example.com'],
      ['សុខា@ឧទាហរណ៍.ខ្មែរ', 'សុខា@ឧទាហរណ៍.ខ្មែរ'],
    ],
    bad: [
      ['a@b', 'notEmail'],
      ['a b@c.de', 'notEmail'],
      ['a@b@c.de', 'notEmail'],
      ['Sokha <a@b.co>', 'notEmail'],
      [5, 'notText'],
    ],
  },
  phone: {
    config: {},
    good: [
      ['+1 209 172 7124 x3651', '+12091727124;ext=3651'],
      ['012 345 678', '+85512345678'],
      ['+855 (0)12 345 679', '+85512345679'],
      ['០១២ ៣៤៥ ៦៨០', '+85512345680'],
    ],
    bad: [
      ['12', 'notPhone'],
      ['call 012 345 678', 'notPhone'],
      ['+999 123', 'notPhone'],
      [12345678, 'notText'],
    ],
  },
  url: {
    config: {},
    good: [
      ['http://localhost:8787/x', 'http://localhost:8787/x'],
      ['example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
      ['https://ឧទាហរណ៍.ខ្មែរ', 'https://ឧទាហរណ៍.ខ្មែរ'],
    ],
    bad: [
      ['javascript:alert(1)', 'notUrl'],
      ['https://user@evil.com', 'notUrl'],
      ['data:text/html,x', 'notUrl'],
      ['two words', 'notUrl'],
      ['http://', 'notUrl'],
    ],
  },
  location: {
    config: {},
    good: [
      [
        { lat: 11.5564, lng: 104.9282 },
        { text: '', lat: 11.5564, lng: 104.9282 },
      ],
      [' Phnom Penh ', { text: 'Phnom Penh', lat: null, lng: null }],
      [
        { text: 'សៀមរាប', lat: 13, lng: 0 },
        { text: 'សៀមរាប', lat: 13, lng: 0 },
      ],
    ],
    bad: [
      [{ lat: 91, lng: 0 }, 'notLocation'],
      [{ lat: 1 }, 'notLocation'],
      [['x'], 'notLocation'],
      [5, 'notText'],
    ],
  },
  country: {
    config: {},
    good: [
      ["Cote d'Ivoire", 'CI'],
      ['កម្ពុជា', 'KH'],
      ['Lao PDR', 'LA'],
      ['united states', 'US'],
      ['Viet Nam', 'VN'],
    ],
    bad: [
      ['Philipines', 'notCountry'],
      ['ZZ', 'notCountry'],
      [855, 'notText'],
    ],
  },
  person: {
    config: {},
    good: [
      ['me', [{ id: '1', name: 'Sokha' }]],
      [
        ['bopha@example.com', 'me', 1],
        [
          { id: '2', name: 'បុប្ផា' },
          { id: '1', name: 'Sokha' },
        ],
      ],
      ['បុប្ផា', [{ id: '2', name: 'បុប្ផា' }]],
      [{ id: '3' }, [{ id: '3', name: 'Twin' }]],
    ],
    bad: [
      ['Nobody', 'unknownPerson'],
      [99, 'unknownPerson'],
      [['twin'], 'ambiguousPerson'],
    ],
  },
  file: {
    config: {},
    good: [[['12'], [{ id: '12' }]]],
    bad: [
      ['12', 'notList'],
      [['x'], 'notId'],
      [[{}], 'notId'],
    ],
  },
  reference: {
    config: { project: '2', multiple: true },
    good: [[[{ id: '12', title: 'Acme' }], [{ id: '12', title: '' }]]],
    bad: [
      [true, 'notId'],
      [[{ id: 'x' }], 'notId'],
      [-5, 'notId'],
    ],
  },
}
