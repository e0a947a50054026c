import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  guessList,
  guessMapping,
  guessOption,
  headerRow,
  profileOf,
  readCell,
  recognise,
  rowReader,
} from '../../../src/core/csv/index.ts'
import { fieldTypes, isSettable, typeOf, type World } from '../../../src/core/fields/index.ts'
import { cpuTime } from '../../cpu-time.ts'
import { tableFrom } from './files.ts'
import { customers } from './projects.ts'

const LENGTH = 100_000
const REPEATED = {
  digits: '7',
  letters: 'a',
  khmer: 'ក',
  spaces: ' ',
  commas: '1,',
  dashes: '-',
  dots: 'a.',
  ats: 'a@',
  slashes: '/',
}
const LONG = Object.entries(REPEATED).flatMap(([name, unit]): [string, string][] => {
  const text = unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH)
  return [
    [name, text],
    [`a figure and ${name}`, `1${text}x`],
  ]
})
const world: World = { name: 'F', country: 'KH', zone: 'Asia/Phnom_Penh', people: [], me: null }

// A pattern that tries again from each letter takes seconds for a cell of notes, and with them holds the screen or the Worker.
test.each(LONG)('a cell of 100,000 %s is recognised, read and refused at once', (_name, cell) => {
  const slow: string[] = []
  const measure = (what: string, step: () => unknown) => {
    const took = cpuTime(step)
    if (took > 50) slow.push(`${what}: ${took.toFixed(0)} ms`)
  }
  measure('recognise', () => recognise([cell]))
  measure('headerRow', () => headerRow([[cell], [cell]]))
  measure('guessList', () => guessList(cell, []))
  measure('guessOption', () => guessOption(cell, [{ id: '1', name: 'Gold' }]))
  for (const type of Object.keys(fieldTypes).filter(isSettable)) {
    const { looksLike, parse } = typeOf(type)!
    const config =
      type === 'select' || type === 'multiSelect' ? { options: [] } : { max: 5, currency: 'USD', others: [] }
    if (looksLike) measure(`${type}.looksLike`, () => looksLike(cell))
    measure(`${type}.parse`, () => parse(cell, config, world))
    const column = { column: 'c', to: 'F' }
    measure(`${type} as a cell`, () => readCell(cell, column, { type, config }, { dates: 'DMY', decimal: '.' }))
  }
  expect(slow).toEqual([])
})

test('a file of long notes is read within a second, as notes', () => {
  const file = readFileSync(new URL('../../cases/long-notes.csv', import.meta.url))
  const read = () => {
    const table = tableFrom(file)
    const profiles = profileOf(table)
    expect(profiles.map(({ column, type }) => [column, type])).toContainEqual(['Notes', 'longText'])
    const mapping = guessMapping(profiles, customers)
    expect(mapping.mapping.slice(0, 2)).toEqual([
      { column: 'Company', to: 'title' },
      { column: 'Notes', to: 'description' },
    ])
    expect(table.rows.flatMap((row) => rowReader(mapping, customers, world).check(row))).toEqual([])
  }
  read()
  const threeTimes = () => {
    for (let i = 0; i < 3; i++) read()
  }
  expect(cpuTime(threeTimes, 1)).toBeLessThan(3000)
})
