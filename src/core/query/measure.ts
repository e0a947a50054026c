import { invalid } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import { halfAway, tidy } from '../formula/index.ts'
import { raw, type Sql, sql } from '../sql/index.ts'
import { slotsOf } from './columns.ts'
import { fieldNamed } from './operands/field-named.ts'
import type { Compared, Row } from './row.ts'
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
  /** a column as it stands: reading it twice costs nothing */
  plain: boolean
  /** the same of a row in JavaScript */
  of(row: Row): Compared
  in(row: Row): string
}

/**
 * The measure of that name, if `op` means something of it: sums of what is summable, averages of numbers, first and last of
 * what has an order, counts of anything. Computed fields are measured like stored ones.
 */
export function measureNamed(scope: Scope, name: string, op: MeasureOp): Measure {
  const field = fieldNamed(scope, name)
  const { kind, key, of, currency, members, membersOf } = scope.language.operand(scope, name)
  const measured = kind === 'number' || kind === 'money' || kind === 'date' || kind === 'instant' ? kind : 'other'
  const ordered = measured !== 'other'
  const summable = field ? sums(field.type, measured) : name === 'timeInList'
  const fits =
    op === 'count' ||
    (op === 'sum' ? summable : op === 'average' ? measured === 'number' || measured === 'money' : ordered)
  if (!fits) throw invalid('', 'badMeasure', { name: field?.name ?? name })
  const id = field ? String(field.id) : name
  const none = { currency: raw("''"), in: () => '' }
  if (members && membersOf) {
    const any = (row: Row) => (membersOf(row).length > 0 ? 1 : null)
    return { id, kind: measured, value: sql`(SELECT 1 WHERE EXISTS (${members}))`, of: any, plain: false, ...none }
  }
  const column = field && field.slot !== null && measured !== 'other' ? slotsOf(scope, field)[0]! : key
  return {
    id,
    kind: measured,
    value: measured === 'number' ? sql`CAST(${column} AS REAL)` : column,
    plain: field !== null && field.slot !== null && measured !== 'other',
    of,
    ...(currency ? { currency: currency.key, in: (row: Row) => currency.in(row) ?? '' } : none),
  }
}

/** Percents and stars have averages but no sums; what is worked out is summed if it is a number or an amount. */
function sums(type: string, kind: Measure['kind']): boolean {
  if (typeOf(type)?.storage === 'computed') return kind === 'number' || kind === 'money'
  return typeOf(type)?.summable === true
}

/** The fold of a column. Amounts stay whole minor units: their average is rounded half away from zero. */
export function foldSql(op: MeasureOp, kind: Measure['kind'], v: Sql = raw('v')): Sql {
  const fold = sql`${raw(op === 'average' ? 'avg' : op)}(${v})`
  return kind === 'money' && op === 'average' ? sql`CAST(round(${fold}) AS INTEGER)` : fold
}

/** The same fold in JavaScript, of values that aren't empty. */
export function foldRows(op: MeasureOp, kind: Measure['kind'], values: readonly Compared[]): Compared {
  if (op === 'count') return values.length
  const [first] = values
  if (first === undefined || first === null) return null
  if (op === 'min' || op === 'max') {
    const before = (a: Compared, b: Compared) => (op === 'min' ? a! < b! : a! > b!)
    return values.reduce((best, one) => (before(one, best) ? one : best), first)
  }
  const sum = total(values as number[])
  if (op === 'sum') return kind === 'money' ? sum : tidy(sum)
  return kind === 'money' ? halfAway(sum / values.length) : tidy(sum / values.length)
}

/** Compensated, as SQLite adds (Kahan and Babuška): what rounds off on the way is kept and added at the end. */
function total(values: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) > Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
