import type { Source } from '../../src/core/charts/index.sql.ts'
import { type Cell, type Row, rowsOfCells } from '../../src/core/charts/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import type { PastDay } from './past.ts'

export type Answer = readonly (Row | { text: string })[]

/** What all charts of a batch are read from: those that are about the same cells of the cube share a statement. */
export class Sources {
  readonly statements: Sql[] = []
  /** each answer's cells, taken apart once */
  readonly #cells: (readonly Cell[] | undefined)[] = []
  readonly #places = new Map<string, number>()
  readonly #past: PastDay | null

  /** Statements of a past day have their columns in common, so that they can stand together. */
  constructor(past: PastDay | null) {
    this.#past = past
  }

  /** Answers how its rows are had from the batch's answers. */
  add({ statement, cube }: Source): (answers: readonly Answer[]) => readonly Row[] {
    const place = this.#placeOf(cube && !this.#past ? cube.texts : statement)
    if (!cube) return (answers) => answers[place] as readonly Row[]
    return (answers) => {
      this.#cells[place] ??= cellsFrom(answers[place]!)
      return rowsOfCells(this.#cells[place], cube.reading)
    }
  }

  #placeOf(statement: Sql): number {
    const key = JSON.stringify([statement.text, statement.values])
    const known = this.#places.get(key)
    if (known !== undefined) return known
    this.#places.set(key, this.statements.length)
    return this.statements.push(statement) - 1
  }
}

type Told = [key: string, list: number, currency: string, n: number, value: number]

/** D1 makes an object of each row, column by column: of some hundreds that takes longer than finding them, so that they come as a text a list. */
const cellsFrom = (answer: Answer): Cell[] =>
  answer.flatMap((row) => {
    if (!('text' in row))
      return [{ list: Number(row.key2), key: String(row.key), currency: row.currency, n: row.n, value: row.value! }]
    return (JSON.parse(row.text) as Told[]).map(([key, list, currency, n, value]) => ({
      list,
      key,
      currency,
      n,
      value,
    }))
  })
