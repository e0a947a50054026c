import { expect, test } from 'vitest'
import { type ColumnMapping, type Mapping, rowReader } from '../../../src/core/csv/index.ts'
import { opportunities } from './projects.ts'

const world = { country: 'KH', zone: 'Asia/Phnom_Penh', people: [], me: null }
const reader = { locale: 'en', zone: 'Asia/Phnom_Penh', yes: 'Yes', no: 'No' }

const readerOf = (cells: string[], targets: Omit<ColumnMapping, 'column'>[], more: Partial<Mapping> = {}) => {
  const columns = cells.map((_, i) => `c${i}`)
  const mapping = targets.map((target, i) => ({ ...target, column: columns[i]! })) as ColumnMapping[]
  const fullMapping: Mapping = {
    columns,
    mapping,
    key: null,
    quiet: true,
    onlyEmpty: false,
    misfits: 'refuse',
    dates: 'DMY',
    decimal: '.',
    ...more,
  }
  return rowReader(fullMapping, opportunities, world)
}
const preview = (...[cells, targets, more]: Parameters<typeof readerOf>) =>
  readerOf(cells, targets, more).preview(cells, reader)
/** [column, code, whether it is left empty, whether it may be] */
const check = (cells: string[], targets: Omit<ColumnMapping, 'column'>[], more: Partial<Mapping> = {}) =>
  readerOf(cells, targets, more)
    .check(cells)
    .map(({ column, code, emptied, mayBeEmptied }) => [column, code, emptied, mayBeEmptied])
const toNew = (type: string, config?: Record<string, unknown>) => ({
  toNew: { name: 'New', type, ...(config && { config }) },
})

// What is previewed is what will be stored.
test.each<[cell: string, target: Omit<ColumnMapping, 'column'>, read: string | null]>([
  ['02138', toNew('number'), '2,138'],
  ['02138', toNew('text'), '02138'],
  ['03/04/2026', toNew('date'), 'Apr 3, 2026'],
  ['012 345 678', toNew('phone'), '+855 12 345 678'],
  ['555-3001', toNew('phone'), '555-3001'],
  ['NA', toNew('country'), 'Namibia'],
  ['n/a', toNew('number'), ''],
  ['x', toNew('checkbox'), 'Yes'],
  ['4/5', toNew('rating'), '4/5'],
  ['4/10', toNew('rating'), null],
  ['Gold', toNew('select'), 'Gold'],
  ['$1,250.5', toNew('currency', { currency: 'USD' }), '$1,250.50'],
  ['$5', toNew('currency', { currency: 'KHR' }), null],
  ['Acme Ltd', { to: 'title' }, 'Acme Ltd T'],
  ['won', { to: 'list', values: { won: 'Closed won' } }, 'Closed won'],
  ['a, b', { to: 'tags', missing: 'create' }, 'a, b'],
  ['Mekong Rice', { to: 'Customer', by: 'title', missing: 'create' }, 'Mekong Rice'],
  ['12/13/2026', { to: 'Expected close date' }, null],
])('%j, read into %j, is %j', (cell, target, read) => {
  expect(preview([cell, 'T'], [target, { to: 'title' }])[0]).toBe(read)
})

test('the column that says a currency is part of the amount', () => {
  const targets = [{ to: 'Amount' }, { to: { currencyOf: 'Amount' } }]
  expect(preview(['1,250', 'USD'], targets)).toEqual(['$1,250', null])
})

test('a title of several columns is joined in the first of them, without those that are empty', () => {
  const titles = [{ to: 'title' }, { to: 'title' }, { to: 'title' }]
  expect(preview(['Sokha', ' ', 'Chan'], titles)).toEqual(['Sokha Chan', null, null])
})

test('each column says what becomes of a cell that doesn’t fit; where it doesn’t, the mapping does', () => {
  const targets = [
    { to: 'title' },
    { to: 'Amount', misfits: 'empty' as const },
    { ...toNew('date'), misfits: 'refuse' as const },
    toNew('number'),
    { to: 'list', misfits: 'empty' as const },
  ]
  const cells = ['', 'soon', 'soon', 'soon', 'soon']
  expect(check(cells, targets, { misfits: 'empty' })).toEqual([
    ['c0', 'required', false, false],
    ['c1', 'notAmount', true, true],
    ['c2', 'notDate', false, true],
    ['c3', 'notNumber', true, true],
    ['c4', 'unknownList', false, false],
  ])
  expect(preview(cells, targets, { misfits: 'empty' })).toEqual(['', '', null, '', null])
})

test('a date that can be two days is asked about, not taken by chance and not left empty', () => {
  const targets = [{ to: 'title' }, { to: 'Expected close date' }, { to: 'createdAt' }]
  const cells = ['T', '03/04/2026', '13/04/2026']
  const problems = readerOf(cells, targets, { dates: undefined, misfits: 'empty' }).check(cells)
  expect(problems).toMatchObject([
    { column: 'c1', code: 'unsure', isAsked: true, emptied: false, candidates: ['2026-04-03', '2026-03-04'] },
  ])
  expect(check(cells, targets, { dates: 'DMY' })).toEqual([])
})
