import fc, { type GeneratorValue } from 'fast-check'
import { type Meaning, meanings, type Param, parametersFor, TYPES, type Type } from '../../../src/core/formula/index.ts'
import { fields, type Row } from './engines.ts'

const number = fc.oneof(
  fc.constantFrom(
    0,
    1,
    -1,
    0.1,
    0.2,
    0.3,
    1.005,
    2.5,
    -2.5,
    0.5,
    3,
    100,
    1e-7,
    999_999_999_999_999,
    -999_999_999_999_999,
    900_719_925_474_099,
    123_456.789,
  ),
  fc.integer({ min: -40, max: 40 }),
  fc.double({ noNaN: true, min: -1e14, max: 1e14 }).map((any) => Number(any.toPrecision(15)) + 0),
  fc.integer({ min: -10_000_000, max: 10_000_000 }).map((cents) => cents / 100),
)
const minor = fc.oneof(
  fc.constantFrom(0, 1, -1, 50, -50, 10 ** 12, -(10 ** 12), 999_999_999_999_999, 12_345),
  fc.integer({ min: -10_000_000, max: 10_000_000 }),
  fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
)
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    ' a b ',
    'Ärger',
    'សុខា',
    '👍🏽',
    'abc',
    'ABC',
    '12.50',
    ' -3 ',
    '+7',
    '1.',
    '.5',
    '1e5',
    "it's",
    '"q"',
    '%_',
    '2024-02-29',
    '2023-02-29',
    'line\nline',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }).filter((any) => any.isWellFormed() && !any.includes('\0')),
)
const date = fc.oneof(
  fc.constantFrom(
    '0001-01-01',
    '9999-12-31',
    '2024-02-29',
    '2023-02-28',
    '2024-01-31',
    '2000-02-29',
    '1900-02-28',
    '2026-12-31',
    '1970-01-01',
  ),
  fc
    .date({ min: new Date('1850-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
    .map((any) => any.toISOString().slice(0, 10)),
)
const instant = fc.oneof(
  fc.constantFrom(0, -1, 1_774_746_000_000, 1_774_745_999_999, 1_792_976_400_000, 951_782_400_000),
  fc.integer({ min: Date.parse('1900-01-01'), max: Date.parse('2100-01-01') }),
)

const VALUES: Record<Type, (fixed: boolean) => fc.Arbitrary<Row[string]>> = {
  number: () => number,
  money: (fixed) =>
    fc.record({ minor, currency: fixed ? fc.constant('USD') : fc.constantFrom('USD', 'USD', 'JPY', 'KWD') }),
  text: () => text,
  boolean: () => fc.boolean(),
  date: () => date,
  instant: () => instant,
  list: () =>
    fc.array(
      text.filter((one) => one !== ''),
      { maxLength: 3 },
    ),
}

/** Rows with a value in every field, or with holes. */
export const row: fc.Arbitrary<Row> = fc.record(
  Object.fromEntries(
    fields.map(({ name, type, currency }) => [name, fc.option(VALUES[type](currency !== undefined), { freq: 4 })]),
  ),
)

const quoted = (value: string) => `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
const LITERALS: Partial<Record<Type, fc.Arbitrary<string>>> = {
  number: fc.constantFrom('0', '1', '2', '3', '0.5', '0.1', '7', '12', '1000', '-4'),
  text: text.map(quoted),
  boolean: fc.constantFrom('TRUE', 'FALSE'),
}

/** A formula of that type, drawn from the registry. */
export function formula(g: GeneratorValue, type: Type, depth: number): string {
  const literal = LITERALS[type]
  const leaf = depth <= 0 || g(fc.integer, { min: 0, max: 5 }) === 0
  if (leaf && literal && g(fc.integer, { min: 0, max: 3 }) === 0) return g(() => literal)
  if (leaf) return `{${g(fc.constantFrom, ...fields.filter((field) => field.type === type)).name}}`
  const fitting = meanings.filter(({ returns }) => returns === type || returns === 'A' || returns === 'B')
  return use(g, g(fc.constantFrom, ...fitting), type, depth)
}

/** That meaning in use; of those that take any type, giving this one. */
export function use(g: GeneratorValue, meaning: Meaning, type: Type, depth: number): string {
  const letters = { A: g(fc.constantFrom, ...TYPES), B: g(fc.constantFrom, ...TYPES) }
  if (meaning.returns === 'A' || meaning.returns === 'B') letters[meaning.returns] = type
  const sign = !/^[A-Z]+$/.test(meaning.name) && meaning.name !== 'negate'
  const counts = sign ? [2] : [0, 1, 2, 3, 4, 5, 6, 7].filter((count) => parametersFor(meaning, count))
  const params = parametersFor(meaning, g(fc.constantFrom, ...counts))!
  const args = params.map((param) => argument(g, param, letters, depth - 1))
  if (meaning.name === 'negate') return `(-${args[0]})`
  return sign ? `(${args.join(` ${meaning.name} `)})` : `${meaning.name}(${args.join(', ')})`
}

function argument(g: GeneratorValue, param: Param, letters: { A: Type; B: Type }, depth: number): string {
  if (typeof param === 'object') return quoted(g(fc.constantFrom, ...param.choices))
  if (param === 'currency') return quoted(g(fc.constantFrom, 'USD', 'JPY', 'KWD', 'EUR'))
  if (param === 'digits') return String(g(fc.integer, { min: -4, max: 6 }))
  if (param === 'pattern') return quoted(g(fc.constantFrom, 'DD.MM.YYYY', 'D MMM YY', 'MMMM YYYY', 'YYYY-MM-DD', 'M/D'))
  if (param === 'any' || param === 'words') return formula(g, g(fc.constantFrom, ...TYPES), depth)
  if (param === 'A' || param === 'B') return formula(g, letters[param], depth)
  // An instant does wherever a date is asked for.
  return formula(g, param === 'date' && g(fc.integer, { min: 0, max: 4 }) === 0 ? 'instant' : param, depth)
}
