import { type Recognised, recognise } from './recognise.ts'
import type { Table } from './table.ts'

/** What is known of a column before anybody maps it. */
export interface Profile extends Recognised {
  column: string
  filled: number
  /** the different cells with how often each comes, most frequent first; `null` past 300 of them */
  values: { value: string; count: number }[] | null
  /** the first different cells */
  samples: string[]
  /** no two cells are the same */
  unique: boolean
}

const MOST = 300
/** So many cells decide; a hundred thousand say nothing more. */
const LOOKED_AT = 2000

export function profileOf({ columns, rows }: Table): Profile[] {
  return columns.map((column, i) => {
    const counts = new Map<string, number>()
    for (const row of rows) {
      const cell = row[i]!.trim()
      if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
    const filled = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
    const step = Math.max(1, Math.floor(rows.length / LOOKED_AT))
    return {
      column,
      filled,
      values: values.length <= MOST ? values : null,
      samples: [...counts.keys()].slice(0, 4),
      unique: filled > 0 && counts.size === filled,
      ...recognise(rows.filter((_, at) => at % step === 0).map((row) => row[i]!)),
    }
  })
}
