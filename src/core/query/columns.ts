import { invalid } from '../errors/index.ts'
import type { Field } from '../model/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { col, type Scope } from './scope.ts'

/** The folded text of a column, by which texts are compared, sorted and found. */
export const textSql = (scope: Scope, slot: number): Sql =>
  sql`(SELECT t.text FROM texts t WHERE t.id = ${col(scope, 'id')} * 128 + ${raw(String(slot))})`

/** The columns of a field: one, or for money two, amount and code. */
export const slotsOf = (scope: Pick<Scope, 'row'>, field: Field): Sql[] =>
  [field.slot, field.slot2].filter((slot) => slot !== null).map((slot) => col(scope, `s${slot}`))

/** Text or a number as text; an object has no word for it. */
export function wordOf(sent: unknown): string {
  if (typeof sent === 'string') return sent
  if (typeof sent === 'number') return String(sent)
  const id = typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : undefined
  if (typeof id === 'string' || typeof id === 'number') return String(id)
  throw invalid('value', 'notText', { name: 'value' })
}

export const numberOf =
  (name: string) =>
  (sent: unknown): number => {
    if (typeof sent !== 'number' || !Number.isFinite(sent)) throw invalid('value', 'notNumber', { name, value: sent })
    return sent
  }
