import { describe, expect, test } from 'vitest'
import { type DateOrder, type Decimal, type KnownColumn, readCell } from '../../../src/core/csv/index.ts'
import type { Json } from '../../../src/core/model/index.ts'

const column: KnownColumn = { column: 'c', to: 'F' }
const read = (
  type: string,
  cell: string,
  more: Partial<{ dates: DateOrder; decimal: Decimal; column: KnownColumn; config: object }> = {},
) =>
  readCell(
    cell,
    more.column ?? column,
    { type, config: more.config ?? {} },
    { dates: more.dates ?? 'YMD', decimal: more.decimal ?? '.' },
  )

describe('dates', () => {
  test.each<[cell: string, dates: DateOrder, expected: string]>([
    ['2024-01-15', 'YMD', '2024-01-15'],
    ['2024/1/5', 'DMY', '2024-01-05'],
    ['20240115', 'YMD', '2024-01-15'],
    ['01/20/2024', 'MDY', '2024-01-20'],
    ['03/04/2024', 'MDY', '2024-03-04'],
    ['03/04/2024', 'DMY', '2024-04-03'],
    ['20.03.2024', 'DMY', '2024-03-20'],
    ['5.3.24', 'DMY', '2024-03-05'],
    ['5-3-98', 'DMY', '1998-03-05'],
    ['15-Jan-2024', 'YMD', '2024-01-15'],
    ['Mar 20 2024', 'YMD', '2024-03-20'],
    ['March 3rd, 2024', 'MDY', '2024-03-03'],
    ['20 March 2024', 'MDY', '2024-03-20'],
    ['២០ មីនា ២០២៤', 'YMD', '2024-03-20'],
    ['2024-01-20T14:30:00Z', 'YMD', '2024-01-20'],
    ['01/20/2024 2:30 PM', 'MDY', '2024-01-20'],
    // What is no date in that order is handed on as it is, for the field type to refuse.
    ['01/20/2024', 'DMY', '01/20/2024'],
    ['2024-02-30', 'YMD', '2024-02-30'],
    ['soon', 'DMY', 'soon'],
  ])('%s in %s', (cell, dates, expected) => {
    expect(read('date', cell, { dates })).toBe(expected)
  })

  test.each([
    ['2024-01-20T14:30:00Z', '2024-01-20T14:30:00Z'],
    ['2024-01-20 14:30', '2024-01-20T14:30:00'],
    ['01/20/2024 12:05 AM', '2024-01-20T00:05:00'],
    ['01/20/2024, 2:30:15 p.m.', '2024-01-20T14:30:15'],
    ['2013-11-23T02:30:31-08:00', '2013-11-23T02:30:31-08:00'],
    ['2024-01-20', '2024-01-20'],
    ['2024-01-20 13:00 PM', '2024-01-20 13:00 PM'],
  ])('%s keeps its time', (cell, expected) => {
    expect(read('dateTime', cell, { dates: 'MDY' })).toBe(expected)
  })
})

describe('amounts', () => {
  test.each<[type: string, cell: string, decimal: Decimal, expected: Json]>([
    ['number', '1,250.50', '.', '1250.50'],
    ['number', '1.250,50', ',', '1250.50'],
    ['number', '1 250,5', ',', '1250.5'],
    ['number', '1\u202f250', ',', '1250'],
    ['number', "1'250.5", '.', '1250.5'],
    ['number', '12,34,567', '.', '1234567'],
    ['number', '-5', '.', '-5'],
    ['number', '(5)', '.', '-5'],
    ['number', '5-', '.', '-5'],
    ['number', '−7.5', '.', '-7.5'],
    ['number', '១២,៥', ',', '12.5'],
    ['number', '12a', '.', '12a'],
    ['number', '1.2.3', '.', '1.2.3'],
    ['number', '1.250,50', '.', '1.250,50'],
    ['number', '1,25', '.', '1,25'],
    ['percent', '15 %', '.', '15'],
    ['percent', '12,5%', ',', '12.5'],
    ['currency', '$1,250.50', '.', { amount: '1250.50', currency: 'USD' }],
    ['currency', '-$5', '.', { amount: '-5', currency: 'USD' }],
    ['currency', '($1,000)', '.', { amount: '-1000', currency: 'USD' }],
    ['currency', '1.250,50 €', ',', { amount: '1250.50', currency: 'EUR' }],
    ['currency', 'KHR 40,000', '.', { amount: '40000', currency: 'KHR' }],
    ['currency', '40000៛', '.', { amount: '40000', currency: 'KHR' }],
    ['currency', '1250 apples', '.', '1250 apples'],
    ['currency', '5%', '.', '5%'],
    ['rating', '4/5', '.', '4'],
  ])('%s %s with decimal %s', (type, cell, decimal, expected) => {
    expect(read(type, cell, { decimal })).toEqual(expected)
  })
})

test.each(['', '  ', '-', 'N/A', '#N/A', 'null'])('%j is empty where it can be nothing else', (cell) => {
  expect(read('number', cell)).toBeNull()
  expect(read('date', cell)).toBeNull()
})

test('a text may be "-", and is one line', () => {
  expect(read('text', '-')).toBe('-')
  expect(read('text', ' two \r\n lines ')).toBe('two lines')
  expect(read('longText', 'two\nlines')).toBe('two\nlines')
})

test('values say what a cell stands for, whatever its case', () => {
  const mapped: KnownColumn = { column: 'c', to: 'list', values: { Won: 'Closed won', junk: null } }
  expect(read('select', 'WON', { column: mapped })).toBe('Closed won')
  expect(read('select', 'junk', { column: mapped })).toBeNull()
  expect(read('select', 'Other', { column: mapped })).toBe('Other')
})

test('several values are parted, unless the whole is an option', () => {
  expect(read('multiSelect', 'a; b|c')).toEqual(['a', 'b', 'c'])
  expect(read('multiSelect', 'a, b')).toEqual(['a', 'b'])
  expect(read('multiSelect', 'a, b', { config: { options: [{ id: '1', name: 'A, B' }] } })).toEqual(['a, b'])
})

test('a column’s separator parts all of its cells, and what its values mean is told of each', () => {
  const parted = (cell: string, separator: KnownColumn['separator'], values?: Record<string, string | null>) =>
    read('multiSelect', cell, { column: { ...column, separator, ...(values && { values }) } })
  expect(parted('a; b,c', ';')).toEqual(['a', 'b,c'])
  expect(parted('b,c', ';')).toEqual(['b,c'])
  expect(parted('a; b,c', ',')).toEqual(['a; b', 'c'])
  expect(parted('a\r\nb', '\n')).toEqual(['a', 'b'])
  expect(parted('a; b', null)).toEqual(['a; b'])
  expect(parted('A; b; x', ';', { a: 'b', b: 'c', x: null })).toEqual(['b', 'c'])
  expect(parted('x', ';', { x: null })).toBeNull()
})

test('references are named by title, number or another field', () => {
  const to = (by?: string): KnownColumn => ({ column: 'c', to: 'Customer', ...(by ? { by } : {}) })
  expect(read('reference', 'Horn, Shepard and Watson', { column: to() })).toEqual([
    { title: 'Horn, Shepard and Watson' },
  ])
  expect(read('reference', '#12', { column: to('number') })).toEqual([{ number: '12' }])
  expect(read('reference', 'a@b.co', { column: to('Email') })).toEqual([{ by: 'Email', value: 'a@b.co' }])
  expect(read('reference', 'A; B', { column: to(), config: { multiple: true } })).toEqual([
    { title: 'A' },
    { title: 'B' },
  ])
})

test('an address out of a mail header', () => {
  expect(read('email', 'Sokha <sokha@example.com>')).toBe('sokha@example.com')
  expect(read('email', 'mailto:a@b.co')).toBe('a@b.co')
})
