import type { Row } from '../../src/core/charts/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'

/** All rows of an answer: arrays of key, key2, currency, n and value. */
export interface InOneText {
  text: string
}

/**
 * D1 makes an object of each row, column by column: of some hundreds that takes longer than finding them. For statements whose rows
 * have no labels and are known to be few, since a value of more than two megabytes is an error.
 */
export const inOneText = (statement: Sql): Sql<InOneText> =>
  sql`SELECT json_group_array(json_array(key, key2, currency, n, value)) AS text FROM (${statement})`

type Told = [key: Row['key'], key2: Row['key2'], currency: string, n: number, value: number | null]

/** The rows of a statement, as they are or in one text. */
export function rowsFrom(answer: readonly Row[] | readonly InOneText[]): Row[] {
  const [first] = answer
  if (!first || !('text' in first)) return answer as Row[]
  return (JSON.parse(first.text) as Told[]).map(([key, key2, currency, n, value]) => ({
    key,
    label: null,
    key2,
    label2: null,
    currency,
    n,
    value,
  }))
}
