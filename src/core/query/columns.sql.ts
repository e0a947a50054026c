import type { Field } from '../model/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { col, type SqlScope } from './scope.sql.ts'

/** The folded text of a column, by which texts are compared, sorted and found. */
export const textSql = (scope: SqlScope, slot: number): Sql =>
  sql`(SELECT t.text FROM texts t WHERE t.id = ${col(scope, 'id')} * 128 + ${raw(String(slot))})`

/** The columns of a field: one, or for money two, amount and code. */
export const slotsOf = (scope: Pick<SqlScope, 'row'>, field: Field): Sql[] =>
  [field.slot, field.slot2].filter((slot) => slot !== null).map((slot) => col(scope, `s${slot}`))
