import { type Recognised, recognise } from './recognise.ts'

/** So many of the first rows decide. */
const LOOKED_AT = 30

/**
 * The row that holds the names of the columns, by its place among all that were parsed; null where none does. Lines above
 * them ("Customer export, 2026") are narrower than what follows, or parted from it by a blank line.
 */
export function headerRow(parsed: readonly (readonly string[])[]): number | null {
  const rows = parsed
    .slice(0, LOOKED_AT)
    .map((row, index) => ({ at: index, cells: row.filter((cell) => cell.trim() !== '') }))
    .filter(({ cells }) => cells.length > 0)
  const first = rows[0]
  if (!first) return null
  const below = rows.find((_, i) => !isTitleLine(rows, i)) ?? first
  return [below, first].find(({ cells }) => areNames(cells))?.at ?? null
}

interface FilledRow {
  at: number
  cells: readonly string[]
}

function isTitleLine(rows: readonly FilledRow[], i: number): boolean {
  const [row, ...after] = rows.slice(i) as [FilledRow, ...FilledRow[]]
  if (after.length === 0) return false
  const filled = row.cells.length
  // Of several lines above the names only the last stands apart.
  if (filled <= after[0]!.cells.length && isTitleLine(rows, i + 1)) return true
  const usual = usualWidth(after)
  const isApart = after[0]!.at > row.at + 1
  if (isApart) return filled < usual || (i === 0 && !areNames(row.cells))
  return usual > 2 && filled * 2 <= usual
}

/** How many cells most rows fill; one with a stray comma says nothing. */
function usualWidth(rows: readonly FilledRow[]): number {
  const counts = Map.groupBy(rows, ({ cells }) => cells.length)
  return [...counts].reduce((best, one) => (one[1].length > best[1].length ? one : best))[0]
}

const DATA: Recognised['type'][] = ['date', 'dateTime', 'email', 'url', 'number', 'currency', 'percent']

/** Names look like names: a row with a date, a number, an address in it is data already. */
const areNames = (cells: readonly string[]): boolean => !cells.some((cell) => DATA.includes(recognise([cell]).type))
