import type { Source } from '../../src/core/charts/index.sql.ts'
import { type Cell, type CellRange, type Row, rowsOfCells } from '../../src/core/charts/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import { Sql } from '../../src/core/sql/index.ts'

export type Answer = readonly (Row | { text: string })[]
export type RowsOf = (answers: readonly Answer[]) => readonly Row[]

/** Reads cells of the cube, of whatever all charts of a batch ask. */
export interface CellReader {
  /** a field's sums are wanted; of null how many records there are */
  want(range: CellRange, field: Field | null): void
  /** once all is known that is wanted */
  statements(): Sql[]
  /** what was wanted, from the answers to `statements` */
  cells(answers: readonly Answer[], range: CellRange, field: Field | null): readonly Cell[]
}

/** What all charts of a batch are read from. */
export class Sources {
  readonly #cube: CellReader
  readonly #scans: Sql[] = []

  constructor(cube: CellReader) {
    this.#cube = cube
  }

  /** Answers how its rows are had from the answers to `statements`. */
  add(source: Source): RowsOf {
    if (source instanceof Sql) {
      const place = this.#scans.push(source) - 1
      return (answers) => answers[place] as readonly Row[]
    }
    const { parts, field } = source
    for (const { range } of parts) this.#cube.want(range, field)
    return (answers) => {
      const cubes = answers.slice(this.#scans.length)
      return rowsOfCells(source, (range) => this.#cube.cells(cubes, range, field))
    }
  }

  /** Once all have been added. */
  statements(): Sql[] {
    return [...this.#scans, ...this.#cube.statements()]
  }
}
