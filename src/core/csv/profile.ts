import { identityOf } from '../text/identity.ts'
import { type CellValue, type Separator, separatorsIn } from './parts.ts'
import { type Recognised, recognise } from './recognise.ts'
import type { Table } from './table.ts'

/** What is known of a column before anybody maps it. */
export interface Profile extends Recognised {
  column: string
  filled: number
  /** the cells of different identity with how often each comes, most frequent first; `null` past 300 of them */
  values: CellValue[] | null
  /** the first different cells */
  samples: string[]
  /** what may part several values in a cell, most used first */
  separators: Separator[]
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
    const step = Math.max(1, Math.floor(rows.length / LOOKED_AT))
    return {
      column,
      filled,
      values: counts.size <= MOST * 2 ? valuesIn(counts) : null,
      samples: [...counts.keys()].slice(0, 4),
      separators: separatorsIn([...counts.keys()].slice(0, LOOKED_AT)),
      unique: filled > 0 && counts.size === filled,
      ...recognise(rows.filter((_, rowIndex) => rowIndex % step === 0).map((row) => row[i]!)),
    }
  })
}

/** Those that name the same thing are one, in the spelling that comes first. */
function valuesIn(counts: ReadonlyMap<string, number>): Profile['values'] {
  const values = new Map<string, CellValue>()
  for (const [value, count] of counts) {
    const same = values.get(identityOf(value))
    if (same) same.count += count
    else values.set(identityOf(value), { value, count })
  }
  return values.size <= MOST ? [...values.values()].sort((a, b) => b.count - a.count) : null
}
