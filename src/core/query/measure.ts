import { refuse } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { slotsOf } from './columns.ts'
import { fieldNamed } from './field-named.ts'
import type { Scope } from './scope.ts'

export const MEASURE_OPS = ['count', 'sum', 'average', 'min', 'max'] as const
export type MeasureOp = (typeof MEASURE_OPS)[number]

/** What totals, groups and charts fold: a value of each record, NULL where empty, and its currency ('' where it has none). */
export interface Measure {
  /** the field's id, or the built-in name */
  id: string
  kind: 'number' | 'money' | 'date' | 'instant' | 'other'
  value: Sql
  currency: Sql
}

/**
 * The measure of that name, if `op` means something of it: sums of what is summable, averages of numbers, first and last of
 * what has an order, counts of anything. Computed fields are measured like stored ones.
 */
export function measureNamed(scope: Scope, name: string, op: MeasureOp): Measure {
  const field = fieldNamed(scope, name)
  const { kind, key, currency, members } = scope.operand(scope, name)
  const told = kind === 'number' || kind === 'money' || kind === 'date' || kind === 'instant' ? kind : 'other'
  const ordered = told !== 'other'
  const summable = field ? sums(field.type, told) : name === 'timeInList'
  const fits =
    op === 'count' || (op === 'sum' ? summable : op === 'average' ? told === 'number' || told === 'money' : ordered)
  if (!fits) throw refuse('', 'badMeasure', { name: field?.name ?? name })
  const id = field ? String(field.id) : name
  if (members) return { id, kind: told, value: sql`(SELECT 1 WHERE EXISTS (${members}))`, currency: raw("''") }
  const own = field && field.slot !== null && told !== 'other' ? slotsOf(scope, field)[0]! : key
  return {
    id,
    kind: told,
    value: told === 'number' ? sql`CAST(${own} AS REAL)` : own,
    currency: currency ? currency.key : raw("''"),
  }
}

/** Percents and stars have averages but no sums; what is worked out is summed if it is a number or an amount. */
function sums(type: string, kind: Measure['kind']): boolean {
  if (typeOf(type)?.home === 'computed') return kind === 'number' || kind === 'money'
  return typeOf(type)?.summable === true
}

/** The fold of a column `v`. Amounts stay whole minor units: their average is rounded half away from zero. */
export function foldSql(op: MeasureOp, kind: Measure['kind']): Sql {
  const fold = { count: 'count(v)', sum: 'sum(v)', average: 'avg(v)', min: 'min(v)', max: 'max(v)' }[op]
  return raw(kind === 'money' && op === 'average' ? `CAST(round(${fold}) AS INTEGER)` : fold)
}
