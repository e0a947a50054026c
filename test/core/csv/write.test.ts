import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csvLine } from '../../../src/core/csv/index.ts'
import { withoutGuard } from '../../../src/core/csv/write.ts'

const CELLS = [
  ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', "'=x", "''=x", "'quoted'", '\tTab', '\rReturn'],
  ['-12.50', '+855 12 345 678', '- 3', '+1,5%', 'a;b', 'a,b', 'say "hi"', 'two\nlines', ' outer spaces ', ''],
]

test('what is written is read as it was, and nothing in it is computed by a spreadsheet', () => {
  const text = CELLS.map(csvLine).join('')
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true })
  expect(data.map((row) => row.map(withoutGuard))).toEqual(CELLS)
  expect(data[0]!.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  expect(data[1]!.slice(0, 4)).toEqual(CELLS[1]!.slice(0, 4))
})
