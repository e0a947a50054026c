import { cellRowsSql } from '../../src/core/charts/index.sql.ts'
import type { Cell, CellRange, Row } from '../../src/core/charts/index.ts'
import type { Field } from '../../src/core/model/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import type { Answer, CellReader } from './sources.ts'

/** Cells of a past day: in rows of the columns that all statements have, so that they can stand together in one (past/as-of.sql.ts). */
export class CellsThen implements CellReader {
  readonly #statements = new Map<string, Sql>()

  want(range: CellRange, field: Field | null): void {
    this.#statements.set(keyOf(range, field), cellRowsSql(range, field))
  }

  statements(): Sql[] {
    return [...this.#statements.values()]
  }

  cells(answers: readonly Answer[], range: CellRange, field: Field | null): readonly Cell[] {
    const rows = answers[[...this.#statements.keys()].indexOf(keyOf(range, field))] as readonly Row[]
    return rows.map(({ key, key2, currency, n, value }) => ({
      list: Number(key2),
      key: String(key),
      currency,
      n,
      value: value!,
    }))
  }
}

const keyOf = (range: CellRange, field: Field | null): string => JSON.stringify([range, field?.id])
