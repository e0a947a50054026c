import { cellTextsSql } from '../../src/core/charts/index.sql.ts'
import { type Cell, type CellRange, covers } from '../../src/core/charts/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import type { Answer, CellReader } from './sources.ts'

/** As cellTextsSql answers them. */
type ListCells = [list: number, keys: string[], currencies: string[], counts: number[], ...sums: number[][]]

interface Read {
  range: CellRange
  fields: Field[]
  lists: ListCells[] | null
}

/** Cells as they are now. What lies in another range that is read needs no statement of its own. */
export class CellsNow implements CellReader {
  #reads: Read[] = []

  want(range: CellRange, field: Field | null): void {
    const fields = field ? [field] : []
    const wider = this.#reads.find((one) => covers(one.range, range))
    if (wider) {
      addFields(wider, fields)
      return
    }
    const read: Read = { range, fields, lists: null }
    for (const one of this.#reads) if (covers(range, one.range)) addFields(read, one.fields)
    this.#reads = [...this.#reads.filter((one) => !covers(range, one.range)), read]
  }

  statements(): Sql[] {
    return this.#reads.map(({ range, fields }) => cellTextsSql(range, fields))
  }

  cells(answers: readonly Answer[], range: CellRange, field: Field | null): readonly Cell[] {
    // Several may have those cells, but not all of them that field.
    const place = this.#reads.findIndex((one) => covers(one.range, range) && (!field || has(one, field)))
    const read = this.#reads[place]!
    read.lists ??= (answers[place] as { text: string }[]).map(({ text }) => JSON.parse(text) as ListCells)
    const sums = field && 2 * read.fields.findIndex(({ id }) => id === field.id)
    return read.lists.flatMap(([list, keys, currencies, counts, ...columns]) => {
      const [n, values] = sums === null ? [counts, counts] : [columns[sums]!, columns[sums + 1]!]
      return keys.map((key, i) => ({ list, key, currency: currencies[i]!, n: n[i]!, value: values[i]! }))
    })
  }
}

const has = ({ fields }: Read, { id }: Field): boolean => fields.some((one) => one.id === id)

function addFields(read: Read, fields: readonly Field[]): void {
  for (const field of fields) if (!has(read, field)) read.fields.push(field)
}
