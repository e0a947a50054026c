import type { Chart } from '../api/dashboards/chart.ts'
import { invalid, onlyAtPath } from '../errors/index.ts'
import { type MeasureSql, measureSql, type SqlScope } from '../query/index.sql.ts'
import { raw, sql } from '../sql/index.ts'
import { isByList } from './measures.ts'

/** What a chart folds, in SQL; null: it counts records, or is worked out by what lists they went through. 422 at `measure.field`. */
export function measured({ op, field: name, weight }: Chart['measure'], scope: SqlScope): MeasureSql | null {
  if (op === 'count' && name === undefined) return null
  if (isByList(op)) return null
  if (op === 'velocity') return VELOCITY
  return onlyAtPath('measure.field', () => {
    const measure = measureSql(scope, name ?? '', op === 'median' ? 'average' : op)
    const weighable = measure.kind === 'number' || measure.kind === 'money' || op === 'count'
    if (weight && !weighable) throw invalid('', 'badMeasure', { name: name ?? '' })
    return op === 'count' ? countable(measure) : measure
  })
}

/** Counting counts the records that have something there, each as one, whatever it is and in whichever currency. */
const countable = (measure: MeasureSql): MeasureSql => ({
  ...measure,
  kind: 'number',
  value: sql`CASE WHEN ${measure.value} IS NOT NULL THEN 1 END`,
  currency: raw("''"),
  plain: false,
})

/** Days from creation to closing. */
const VELOCITY: MeasureSql = {
  id: 'velocity',
  kind: 'number',
  value: raw('(r.closed_at - r.created_at) / 86400000.0'),
  currency: raw("''"),
  plain: false,
  of: () => null,
  in: () => '',
}
