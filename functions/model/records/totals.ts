import * as v from 'valibot'
import { compileChart } from '../../../src/core/charts/index.ts'
import { decimalFrom } from '../../../src/core/fields/index.ts'
import type { Total } from '../../../src/core/model/index.ts'
import { type Filter, MEASURE_OPS, measureNamed, type Scope } from '../../../src/core/query/index.ts'
import type { Sql } from '../../../src/core/sql/index.ts'
import type { Row } from '../database.ts'
import { atPath } from './create.ts'

export const totalsSchema = v.pipe(
  v.array(v.strictObject({ op: v.picklist(MEASURE_OPS), field: v.string() })),
  v.maxLength(20),
)
export type TotalInput = v.InferOutput<typeof totalsSchema>[number]

/** What a total is asked of: the filter, what else narrows the records, and how they are grouped, if they are. */
export interface Totalled {
  filter?: Filter | undefined
  also?: Sql | undefined
  split?: { by: string; every?: 'day' | 'week' | 'month' | 'quarter' | 'year' | undefined } | undefined
}

/** A total of all records, or of each group: rows of (key, label, currency, n, value), as a chart has them. */
export function totalStatement(
  scope: Scope,
  { op, field }: TotalInput,
  { filter, also, split }: Totalled,
  i: number,
): Sql {
  return atPath(`totals.${i}.field`, () => {
    const { id } = measureNamed(scope, field, op)
    return compileChart({ measure: { op, field: id }, filter, split }, scope, { from: null, to: null }, also)
  })
}

/** One total a currency. */
export function totalAnswer(scope: Scope, { op, field }: TotalInput, rows: readonly Row[]): Total[] {
  const { id, kind } = measureNamed(scope, field, op)
  return rows.map(({ currency, value }) => ({
    op,
    field: id,
    value: shown(kind, op, value, String(currency ?? '')),
    currency: String(currency ?? '') || null,
  }))
}

function shown(kind: string, op: string, value: unknown, currency: string): string {
  if (op === 'count') return String(value)
  if (kind === 'money') return decimalFrom(Number(value), currency)
  if (kind === 'date') return String(value)
  if (kind === 'instant') return new Date(Number(value)).toISOString()
  return String(Number(Number(value).toPrecision(15)))
}
