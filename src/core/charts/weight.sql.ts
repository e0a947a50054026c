import type { Chart } from '../api/dashboards/chart.ts'
import { invalid, onlyAtPath } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import type { SqlScope } from '../query/index.sql.ts'
import { fieldNamed, lookupBy, type Scope } from '../query/index.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'

/** What a value is multiplied by: a whole number of `divisor` parts, so that amounts stay whole until they are added up. */
export interface Weight {
  value: Sql
  divisor: number
}

/** 422 `badMeasure` at `measure.weight.field` where a field is no number. */
export function weightSql(weight: Chart['measure']['weight'], scope: SqlScope): Weight | null {
  if (!weight) return null
  if (weight === 'probability') {
    const cases = scope.project.lists.map(({ id, probability }) => raw(`WHEN ${id} THEN ${probability}`))
    // Before the first list was made there is none.
    return { value: cases.length > 0 ? sql`CASE r.list_id ${join(cases, ' ')} ELSE 0 END` : raw('0'), divisor: 100 }
  }
  return onlyAtPath('measure.weight.field', () => {
    const { kind, key, name } = scope.language.operandSql(scope, weight.field)
    if (kind !== 'number') throw invalid('', 'badMeasure', { name })
    return { value: key, divisor: wholeOf(scope, weight.field) }
  })
}

/** What values of that name are parts of, through references too. */
function wholeOf(scope: Scope, name: string): number {
  const field = fieldNamed(scope, name)
  const lookup = lookupBy(scope, field, name)
  if (lookup) return wholeOf(lookup.scope, lookup.name)
  return (field && typeOf(field.type)?.whole?.(field.config as never)) ?? 1
}
