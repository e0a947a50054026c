import { identityOf } from '../text/identity.ts'

/** What may part the values of a cell that has several. On a tie the first: names have commas more often than bars. */
export const SEPARATORS = [';', '|', '\n', ','] as const
export type Separator = (typeof SEPARATORS)[number]

/**
 * A cell's values, by what parts those of its column (null: it has one). Where that isn't known the cell decides: a semicolon,
 * a bar or a line break; a comma only where there is none of these, and where names have none.
 */
export function partsOf(text: string, separator?: Separator | null, comma = true): string[] {
  if (separator === null) return [text]
  const parting = separator ?? (comma && !/[;|\n]/.test(text) ? ',' : /[;|\r\n]/)
  return text
    .split(parting)
    .map((one) => one.trim())
    .filter((one) => one)
}

/** Of a column, most used first: it is decided once for all of its cells. */
export function separatorsIn(cells: readonly string[]): Separator[] {
  const counts = SEPARATORS.map((separator) => ({
    separator,
    count: cells.filter((cell) => cell.includes(separator)).length,
  }))
  return counts
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ separator }) => separator)
}

/** One of a column's different cells, or values in them, and how often it comes. */
export interface CellValue {
  value: string
  count: number
}

/** The values of a column of several, each once. */
export function partsIn(values: readonly CellValue[], separator?: Separator | null): CellValue[] {
  const parts = new Map<string, CellValue>()
  for (const { value, count } of values)
    for (const part of partsOf(value, separator)) {
      const same = parts.get(identityOf(part))
      if (same) same.count += count
      else parts.set(identityOf(part), { value: part, count })
    }
  return [...parts.values()].sort((a, b) => b.count - a.count)
}
