import { raw, type Sql, sql } from '../sql/index.ts'
import { slotsOf } from './columns.sql.ts'
import { type Measure, type MeasureOp, measureOf } from './measure.ts'
import { fieldNamed } from './operands/field-named.ts'
import type { SqlScope } from './scope.sql.ts'

/** A measure with its meaning in SQL: NULL where empty, and its currency ('' where it has none). */
export interface MeasureSql extends Measure {
  value: Sql
  currency: Sql
  /** a column as it stands: reading it twice costs nothing */
  plain: boolean
}

/** `measureNamed` in SQL. */
export function measureSql(scope: SqlScope, name: string, op: MeasureOp): MeasureSql {
  const field = fieldNamed(scope, name)
  const operand = scope.language.operandSql(scope, name)
  // Asked for first: what can't be sorted by is refused as that, before it is refused as a measure.
  const { key, currency, members } = operand
  const measure = measureOf(operand, field, name, op)
  if (members)
    return { ...measure, value: sql`(SELECT 1 WHERE EXISTS (${members}))`, currency: raw("''"), plain: false }
  const plain = field !== null && field.slot !== null && measure.kind !== 'other'
  const column = plain ? slotsOf(scope, field)[0]! : key
  return {
    ...measure,
    value: measure.kind === 'number' ? sql`CAST(${column} AS REAL)` : column,
    currency: currency?.key ?? raw("''"),
    plain,
  }
}

/** The fold of a column, `foldRows` in SQL. Amounts stay whole minor units: their average is rounded half away from zero. */
export function foldSql(op: MeasureOp, kind: Measure['kind'], v: Sql = raw('v')): Sql {
  const fold = sql`${raw(op === 'average' ? 'avg' : op)}(${v})`
  return kind === 'money' && op === 'average' ? sql`CAST(round(${fold}) AS INTEGER)` : fold
}
