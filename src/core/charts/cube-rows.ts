import type { GroupKey } from '../query/index.ts'
import type { Row } from './series.ts'

/** A cell of the cube with one of its counts and sums. */
export interface Cell {
  list: number
  key: string
  currency: string
  n: number
  value: number
}

/** What a question makes of the cells that are read for it. */
export interface CellReading {
  /** false: it isn't about cells of that list */
  holds(list: number): boolean
  key(cell: Cell): GroupKey | null
  key2(cell: Cell): GroupKey | null
  /** what its sum is multiplied by; null: it doesn't count */
  weight(cell: Cell): number | null
}

/**
 * A chart's rows from cells of the cube. They are put together here and not by SQL: a sorter there costs as many rows read again as it
 * sorts, and cells that aren't put together yet serve all charts that are about the same of them.
 */
export function rowsOfCells(cells: readonly Cell[], { holds, key, key2, weight }: CellReading): Row[] {
  const found = new Map<string, Row>()
  for (const cell of cells) {
    if (!holds(cell.list)) continue
    const times = weight(cell)
    if (times === null) continue
    const [first, second] = [key(cell), key2(cell)]
    const id = `${first} ${second} ${cell.currency}`
    const row = found.get(id)
    const value = cell.value * times
    if (row) {
      row.n += cell.n
      row.value! += value
    } else
      found.set(id, {
        key: first,
        label: null,
        key2: second,
        label2: null,
        currency: cell.currency,
        n: cell.n,
        value,
      })
  }
  // Cells stay when their last record has gone.
  return [...found.values()].filter(({ n }) => n > 0)
}
