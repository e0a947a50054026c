import { invalid } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import { halfAway, tidy } from '../formula/index.ts'
import type { Field } from '../model/index.ts'
import { fieldNamed } from './operands/field-named.ts'
import type { Compared, Row } from './row.ts'
import type { Operand, Scope } from './scope.ts'

export const MEASURE_OPS = ['count', 'sum', 'average', 'min', 'max'] as const
export type MeasureOp = (typeof MEASURE_OPS)[number]

/** What totals, groups and charts fold: a value of each record, null where empty, and its currency ('' where it has none). */
export interface Measure {
  /** the field's id, or the built-in name */
  id: string
  kind: 'number' | 'money' | 'date' | 'instant' | 'other'
  of(row: Row): Compared
  in(row: Row): string
}

/**
 * The measure of that name, if `op` means something of it: sums of what is summable, averages of numbers, first and last of
 * what has an order, counts of anything. Computed fields are measured like stored ones.
 */
export const measureNamed = (scope: Scope, name: string, op: MeasureOp): Measure =>
  measureOf(scope.language.operand(scope, name), fieldNamed(scope, name), name, op)

export function measureOf(operand: Operand, field: Field | null, name: string, op: MeasureOp): Measure {
  const { kind, of, currency, membersOf } = operand
  const measured = kind === 'number' || kind === 'money' || kind === 'date' || kind === 'instant' ? kind : 'other'
  const ordered = measured !== 'other'
  const summable = field ? sums(field.type, measured) : name === 'timeInList'
  const fits =
    op === 'count' ||
    (op === 'sum' ? summable : op === 'average' ? measured === 'number' || measured === 'money' : ordered)
  if (!fits) throw invalid('', 'badMeasure', { name: field?.name ?? name })
  return {
    id: field ? String(field.id) : name,
    kind: measured,
    of: membersOf ? (row) => (membersOf(row).length > 0 ? 1 : null) : of,
    in: currency && !membersOf ? (row) => currency.in(row) ?? '' : () => '',
  }
}

/** Percents and stars have averages but no sums; what is worked out is summed if it is a number or an amount. */
function sums(type: string, kind: Measure['kind']): boolean {
  if (typeOf(type)?.storage === 'computed') return kind === 'number' || kind === 'money'
  return typeOf(type)?.summable === true
}

/** The fold of values that aren't empty. */
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
