import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CellsNow } from '../../functions/dashboards/cells-now.ts'
import { type Cell, type CellRange, covers, unkeptAxes } from '../../src/core/charts/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import { seededRandom } from '../seeded-random.ts'

const AXES = ['all', 'closed', 'f12'] as const
const LISTS = [3, 4, 7]
const MONTHS = ['', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03']
const FIELDS = [1, 2].map((cubeSlot) => ({ id: 10 + cubeSlot, cubeSlot }) as Field)

interface Stored {
  project: number
  axis: string
  list: number
  key: string
  currency: string
  sums: readonly number[]
}

/** A cell for each of them, all of different sums. */
const CELLS: Stored[] = [1, 2].flatMap((project) =>
  AXES.flatMap((axis) =>
    LISTS.flatMap((list) =>
      MONTHS.flatMap((key) =>
        ['USD', 'KHR'].map((currency) => ({ project, axis, list, key, currency, sums: [] as number[] })),
      ),
    ),
  ),
)
for (const [i, cell] of CELLS.entries()) cell.sums = [1, 2, 3, 4, 5].map((n) => i * 10 + n)

const db = new DatabaseSync(':memory:')
db.exec(`CREATE TABLE cube (project_id INTEGER, axis TEXT, list_id INTEGER, key TEXT, currency TEXT, n INTEGER,
  n1 INTEGER, t1 INTEGER, n2 INTEGER, t2 INTEGER, PRIMARY KEY (project_id, axis, list_id, key, currency)) WITHOUT ROWID`)
const insert = db.prepare('INSERT INTO cube VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
for (const { project, axis, list, key, currency, sums } of CELLS)
  insert.run(project, axis, list, key, currency, ...sums)

const bound = fc.option(fc.constantFrom(...MONTHS), { freq: 3 })
const range: fc.Arbitrary<CellRange> = fc.record({
  project: fc.constantFrom(1, 2),
  axis: fc.constantFrom(...AXES),
  lists: fc.option(fc.subarray(LISTS), { freq: 2 }),
  from: bound,
  to: bound,
})
const want = fc.record({ range, field: fc.constantFrom(null, ...FIELDS) })

const isIn = ({ project, axis, lists, from, to }: CellRange, cell: Stored): boolean =>
  cell.project === project &&
  cell.axis === axis &&
  (lists === null || lists.includes(cell.list)) &&
  (from === null || cell.key >= from) &&
  (to === null || cell.key <= to)

const inOrder = (cells: readonly Cell[]) => cells.map((cell) => JSON.stringify(cell)).sort()

test('whatever cells are wanted together, each is answered its own', () => {
  const { seed } = seededRandom()
  let shared = 0
  fc.assert(
    fc.property(fc.array(want, { minLength: 1, maxLength: 12 }), (wants) => {
      const cells = new CellsNow()
      for (const { range, field } of wants) cells.want(range, field)
      const statements = cells.statements()
      const answers = statements.map(({ text, values }) => db.prepare(text).all(...values) as { text: string }[])
      shared += new Set(wants.map(({ range }) => JSON.stringify(range))).size - statements.length
      for (const { range, field } of wants) {
        const expectedCells = CELLS.filter((cell) => isIn(range, cell)).map(({ list, key, currency, sums }): Cell => {
          const index = field ? 2 * field.cubeSlot! - 1 : 0
          return { list, key, currency, n: sums[index]!, value: sums[field ? index + 1 : 0]! }
        })
        // Of a range that others ask for too there is more: what isn't one's own is left out by its reader.
        const actualCells = cells
          .cells(answers, range, field)
          .filter(({ list, key }) => isIn(range, { ...range, list, key } as never))
        expect(inOrder(actualCells)).toEqual(inOrder(expectedCells))
      }
    }),
    { seed, numRuns: process.env.PROOF ? 5000 : 300, endOnFailure: true },
  )
  expect(shared).toBeGreaterThan(20)
})

test('one range covers another where it has all of its cells', () => {
  fc.assert(
    fc.property(range, range, (outer, inner) => {
      if (covers(outer, inner)) for (const cell of CELLS) if (isIn(inner, cell)) expect(isIn(outer, cell)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('an axis is kept only for what it will answer', () => {
  const lists = [
    { id: 3, kind: 'open' },
    { id: 4, kind: 'won' },
  ]
  const project = { id: 1, size: 2000, lists, fields: FIELDS, cubeCreatedByList: false }
  const axes = (workspace: object, size = 2000, cubeCreatedByList = false) =>
    unkeptAxes(
      {
        filter: { field: 'listKind', op: 'eq', value: 'won' },
        split: { by: 'createdAt', every: 'month' },
        frame: { from: null, to: null },
        sums: [FIELDS[0]!],
      },
      {
        project: { ...project, size, cubeCreatedByList },
        catalog: { workspace: { zone: 'Asia/Phnom_Penh', reportCurrency: null, rates: [], ...workspace } },
        now: Date.parse('2026-03-01'),
      } as never,
    )
  expect(axes({})).toEqual(['createdByList'])
  expect(axes({}, 2000, true)).toEqual([])
  expect(axes({}, 100)).toEqual([])
  // With rates a sum by its records' creation isn't the cube's to answer.
  expect(axes({ reportCurrency: 'USD', rates: [{ currency: 'KHR', from: '2020-01-01', rate: '0.00025' }] })).toEqual([])
})
