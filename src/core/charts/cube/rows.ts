import type { Field } from '../../model/index.ts'
import type { GroupKey } from '../../query/index.ts'
import { remembered } from '../remembered.ts'
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
  const rows: Row[] = []
  const rowIn = remembered((currency: string) =>
    remembered((first: GroupKey | null) =>
      remembered((second: GroupKey | null) => {
        const row: Row = { key: first, label: null, key2: second, label2: null, currency, n: 0, value: 0 }
        rows.push(row)
        return row
      }),
    ),
  )
  for (const { range, holds, sign, currencyOf } of parts)
    for (const cell of cellsOf(range)) {
      const times = holds(cell) ? weight(cell) : null
      if (times === null) continue
      // Counts have no currency: a record is in a cell of its amounts' one only so as to be somewhere.
      const row = rowIn(field ? currencyOf(cell) : '')(key(cell))(key2(cell))
      row.n += sign * cell.n
      row.value! += sign * cell.value * times
    }
  // Cells stay when their last record has gone.
  return rows.filter(({ n }) => n > 0)
}
