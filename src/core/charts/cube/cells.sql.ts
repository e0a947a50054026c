import type { Field } from '../../model/index.ts'
import { join, type Row, raw, type Sql, sql } from '../../sql/index.ts'
import type { CellRange } from './cells.ts'

/** Rows as a chart's: `key2` is the list, `n` and `value` how many records and their sum; without a field how many there are. */
export function cellRowsSql(range: CellRange, field: Field | null): Sql {
  const [n, value] = field ? countAndSum(field) : ['n', 'n']
  return sql`SELECT c.key AS key, NULL AS label, c.list_id AS key2, NULL AS label2, c.currency AS currency, ${raw(`c.${n} AS n, c.${value} AS value`)}
    FROM cube c WHERE ${within(range)}`
}

/**
 * A text for each list: the list, and an array of each column: key, currency, n, and of each field n1, t1, … D1 makes an object of each
 * row, column by column, which takes longer than finding some hundreds of them; and a list's text stays far below the two megabytes that
 * a value may have.
 */
export function cellTextsSql(range: CellRange, fields: readonly Field[]): Sql<{ text: string }> {
  const columns = ['key', 'currency', 'n', ...fields.flatMap(countAndSum)].map((name) => `json_group_array(c.${name})`)
  return sql`SELECT json_array(c.list_id, ${raw(columns.join(', '))}) AS text FROM cube c WHERE ${within(range)} GROUP BY c.list_id`
}

/** Rows of list_id, key, currency and n; of each field its n1, t1, … */
export const cellSumsSql = (range: CellRange, fields: readonly Field[]): Sql<Row> =>
  sql`SELECT c.list_id, c.key, c.currency, ${raw(['n', ...fields.flatMap(countAndSum)].map((name) => `c.${name}`).join(', '))}
    FROM cube c WHERE ${within(range)}`

const countAndSum = ({ cubeSlot }: Field): [count: string, sum: string] => [`n${cubeSlot}`, `t${cubeSlot}`]

/** Each list is gone through by itself where keys are bounded, so that the cube's key serves them too. */
function within({ project, axis, lists, from, to }: CellRange): Sql {
  const all = [raw(`c.project_id = ${project} AND c.axis = '${axis}'`)]
  if (lists) all.push(raw(`c.list_id IN (${lists.join(', ')})`))
  if (from !== null) all.push(sql`c.key >= ${from}`)
  if (to !== null) all.push(sql`c.key <= ${to}`)
  return join(all, ' AND ')
}
