import type { Field } from '../../model/index.ts'
import type { GroupKey } from '../../query/index.ts'
import type { Row } from '../series.ts'
import type { Cell, CellKey, CellRange } from './cells.ts'
import type { CellPart } from './question.ts'

/** What a chart makes of the cells that are read for it. */
export interface CellReading {
  parts: readonly CellPart[]
  /** whose sums; null: records are counted */
  field: Field | null
  key(cell: CellKey): GroupKey | null
  key2(cell: CellKey): GroupKey | null
  /** what a sum is multiplied by; null: it doesn't count */
  weight(cell: CellKey): number | null
}

/**
 * A chart's rows from cells of the cube. They are put together here and not by SQL: a sorter there costs as many rows read again as it
 * sorts, and cells that aren't put together yet serve all charts that are about the same of them.
 */
export function rowsOfCells(
  { parts, field, key, key2, weight }: CellReading,
  cellsOf: (range: CellRange) => readonly Cell[],
): Row[] {
  const found = new Map<string, Row>()
  for (const { range, holds, sign, currencyOf } of parts)
    for (const cell of cellsOf(range)) {
      const times = holds(cell) ? weight(cell) : null
      if (times === null) continue
      const [first, second] = [key(cell), key2(cell)]
      // Counts have no currency: a record is in a cell of its amounts' one only so as to be somewhere.
      const currency = field ? currencyOf(cell) : ''
      const id = `${first} ${second} ${currency}`
      const [n, value] = [sign * cell.n, sign * cell.value * times]
      const row = found.get(id)
      if (row) {
        row.n += n
        row.value! += value
      } else found.set(id, { key: first, label: null, key2: second, label2: null, currency, n, value })
    }
  // Cells stay when their last record has gone.
  return [...found.values()].filter(({ n }) => n > 0)
}
