import type { Project } from '../../src/core/model/index.ts'
import { fieldNamed } from '../../src/core/query/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import { nextNumber } from '../changes/running-numbers.ts'
import type { Context } from '../context/index.ts'
import { andVisible } from '../db/record-visibility.ts'

/** A project's next running number: if it has moved on, somebody made records meanwhile. */
export const selectNextNumber = (project: Project): Sql<{ next_number: number }> =>
  sql`SELECT ${nextNumber(project)} AS next_number`

/**
 * Records whose title, number or text field is one of these numbers or, of texts, is found by one of these folded texts:
 * `value` is the number or text as it is stored. Which of them are meant is said by their identity (`matchesOf`).
 */
export function selectMatching(
  context: Context,
  target: Project,
  by: string,
  values: string,
): Sql<{ id: number; value: string | number }> {
  const lives = sql`r.project_id = ${target.id} AND r.deleted_at IS NULL${andVisible(target)}`
  if (by === 'number')
    return sql`SELECT r.id, r.number AS value FROM json_each(${values}) v CROSS JOIN records r ON r.number = v.value WHERE ${lives}`
  if (by === 'title')
    return sql`SELECT r.id, r.title AS value FROM json_each(${values}) v CROSS JOIN texts t ON t.text = v.value AND t.id % 128 = 0
      JOIN records r ON r.id = t.id / 128 WHERE ${lives}`
  const slot = fieldNamed(context.scope(target), by)?.slot ?? -1
  return sql`SELECT r.id, r.s${raw(String(slot))} AS value FROM records r JOIN texts t ON t.id = r.id * 128 + ${slot}
    WHERE ${lives} AND t.text IN (SELECT value FROM json_each(${values}))`
}

/**
 * Whose text it is, of what was found: those that have it to the letter, else those whose case or outer spaces alone differ.
 * What only search takes for the same (an accent, a width) is another name.
 */
export function matchesOf(found: readonly { id: number; value: string | number }[]): (text: string) => number[] {
  const exact = Map.groupBy(found, ({ value }) => String(value))
  const same = Map.groupBy(found, ({ value }) => identityOf(String(value)))
  return (text) => (exact.get(text) ?? same.get(identityOf(text)) ?? []).map(({ id }) => id)
}
