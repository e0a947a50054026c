import { cellTextsSql } from '../../src/core/charts/index.sql.ts'
import { type Cell, type CellRange, covers } from '../../src/core/charts/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import type { Answer, CellReader } from './sources.ts'

/** As cellTextsSql answers them. */
type Told = [key: string, list: number, currency: string, n: number, ...sums: number[]]

interface Read {
  range: CellRange
  fields: Field[]
  cells: Told[] | null
}

/** Cells as they are now. What lies in another range that is read needs no statement of its own. */
export class CellsNow implements CellReader {
  #reads: Read[] = []

  want(range: CellRange, field: Field | null): void {
    const fields = field ? [field] : []
    const wider = this.#reads.find((one) => covers(one.range, range))
    if (wider) addFields(wider, fields)
    else {
      const read: Read = { range, fields, cells: null }
      const [within, others] = [true, false].map((is) =>
        this.#reads.filter((one) => covers(range, one.range) === is),
      ) as [Read[], Read[]]
      for (const one of within) addFields(read, one.fields)
      this.#reads = [...others, read]
    }
  }

  statements(): Sql[] {
    return this.#reads.map(({ range, fields }) => cellTextsSql(range, fields))
  }

  cells(answers: readonly Answer[], range: CellRange, field: Field | null): readonly Cell[] {
    const place = this.#reads.findIndex((one) => covers(one.range, range))
    const read = this.#reads[place]!
    read.cells ??= (answers[place] as { text: string }[]).flatMap(({ text }) => JSON.parse(text) as Told[])
    // After the key, the list, the currency and n.
    const at = field ? 4 + 2 * read.fields.findIndex(({ id }) => id === field.id) : 3
    return read.cells.map((cell) => ({
      list: cell[1],
      key: cell[0],
      currency: cell[2],
      n: cell[at] as number,
      value: cell[field ? at + 1 : at] as number,
    }))
  }
}

function addFields(read: Read, fields: readonly Field[]): void {
  for (const field of fields) if (!read.fields.some(({ id }) => id === field.id)) read.fields.push(field)
}
