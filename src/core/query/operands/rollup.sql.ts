import { digitsSql, instantSql } from '../../fields/index.sql.ts'
import { tidySql } from '../../formula/index.sql.ts'
import type { Field } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { foldSql, type MeasureSql, measureSql } from '../measure.sql.ts'
import { visibleTarget } from '../record-visibility.sql.ts'
import { col, type OperandSql, type SqlScope } from '../scope.sql.ts'
import { through, within } from '../scope.ts'
import { ifReadable, type RollupParts, rollupOperand, rollupParts } from './rollup.ts'

export interface RollupSql extends RollupParts {
  measure: MeasureSql | null
  /** of the records that are folded; null where all are */
  condition: Sql | null
}

/** `rollupOf` in SQL. */
export function rollupSql(scope: SqlScope, field: Pick<Field, 'config'>): RollupSql | null {
  const parts = rollupParts(scope, field)
  if (!parts) return null
  const { measured, source, op, filter } = parts
  return ifReadable(() => {
    const other = through(within(scope), source)
    return {
      ...parts,
      measure: measured && measureSql(other, String(measured.id), op),
      condition: filter ? scope.language.condition(filter, other) : null,
    }
  })
}

/** `rollupOperand` in SQL. */
export function rollupOperandSql(scope: SqlScope, rollup: RollupSql, name: string): OperandSql {
  const { currency, through: _, ...operand } = rollupOperand(scope, rollup, name)
  const key = folded(scope, rollup, foldOf(rollup))
  return {
    ...operand,
    key,
    ...(currency && { currency: { ...currency, key: folded(scope, rollup, raw('max(c)')) } }),
  }
}

/** The SQL of its answered form. */
export function rollupJson(scope: SqlScope, rollup: RollupSql): Sql {
  const value = foldOf(rollup)
  if (rollup.measure?.kind === 'instant') return instantSql(folded(scope, rollup, value))
  if (rollup.measure?.kind !== 'money') return folded(scope, rollup, value)
  const code = raw('max(c)')
  return folded(
    scope,
    rollup,
    sql`iif(${value} IS NULL, NULL, json_object('amount', ${digitsSql(sql`(${value})`, code)}, 'currency', ${code}))`,
  )
}

/** `v` is the value, `c` its currency ('' where it has none): more than one of those and the fold is empty. */
function foldOf({ measure, op }: RollupSql): Sql {
  if (!measure) return raw('count(*)')
  const fold = foldSql(op, measure.kind)
  if (measure.kind === 'money') return sql`iif(count(DISTINCT c) > 1, NULL, ${fold})`
  return measure.kind === 'number' ? tidySql(fold) : fold
}

function folded(scope: SqlScope, { source, reference, measure, condition }: RollupSql, fold: Sql): Sql {
  const other = through(within(scope), source)
  const filtered = condition ? sql` AND ${condition}` : sql``
  const rows = sql`SELECT ${measure?.value ?? raw('1')} AS v, ${measure?.currency ?? raw("''")} AS c
    FROM links k JOIN records ${raw(other.row)} ON ${col(other, 'id')} = k.from_id
    WHERE k.to_id = ${col(scope, 'id')} AND k.field_id = ${reference.id} AND ${visibleTarget(other)}
      AND ${col(other, 'archived_at')} IS NULL${filtered}`
  return sql`(SELECT ${fold} FROM (${rows})${measure ? sql` WHERE v IS NOT NULL` : sql``})`
}
