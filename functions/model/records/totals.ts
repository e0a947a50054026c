import * as v from 'valibot'
import { compileChart } from '../../../src/core/charts/index.ts'
import { decimalFrom } from '../../../src/core/fields/index.ts'
import type { Total } from '../../../src/core/model/index.ts'
import {
  type Filter,
  inReport,
  MEASURE_OPS,
  measureNamed,
  over,
  type Period,
  plus,
  ratedFrom,
  ratesOf,
  rounded,
  type Scope,
  ZERO,
} from '../../../src/core/query/index.ts'
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
  split?: { by: string; every?: Period | undefined } | undefined
}

/** A total of all records, or of each group: rows of (key, label, currency, n, value), as a chart has them. */
export function totalStatement(
  scope: Scope,
  { op, field }: TotalInput,
  { filter, also, split }: Totalled,
  path: string,
): Sql {
  return atPath(path, () => {
    const { id } = measureNamed(scope, field, op)
    return compileChart({ measure: { op, field: id }, filter, split }, scope, { from: null, to: null }, also)
  })
}

/** One total a currency; with a rate table the first also tells all of them in the report currency. */
export function totalAnswer(scope: Scope, { op, field }: TotalInput, rows: readonly Row[]): Total[] {
  const { id, kind } = measureNamed(scope, field, op)
  const parts = rows.map((row) => ({ ...ratedFrom(String(row.currency ?? '')), n: Number(row.n), value: row.value }))
  const totals: Total[] = [...Map.groupBy(parts, ({ currency }) => currency)].map(([currency, mine]) => ({
    op,
    field: id,
    value: shown(kind, op, mine, currency),
    currency: currency || null,
  }))
  const reported = reportedOf(scope, op, parts)
  return reported ? totals.map((total, i) => (i === 0 ? { ...total, reported } : total)) : totals
}

interface Part {
  currency: string
  /** of its rate; '' where amounts aren't rated */
  day: string
  n: number
  value: unknown
}

function shown(kind: string, op: string, parts: readonly Part[], currency: string): string {
  const [{ value, day }] = parts as [Part]
  if (op === 'count') return String(value)
  if (kind === 'money' && day === '') return decimalFrom(Number(value), currency)
  if (kind === 'money') {
    const sum = parts.reduce((all, part) => all + BigInt(Number(part.value)), 0n)
    const n = op === 'average' ? parts.reduce((all, part) => all + part.n, 0) : 1
    return decimalFrom(rounded({ over: sum, under: BigInt(n) }), currency)
  }
  if (kind === 'date') return String(value)
  if (kind === 'instant') return new Date(Number(value)).toISOString()
  return String(Number(Number(value).toPrecision(15)))
}

/** Null without a rate table, and where one of the currencies has no rate: part of a sum is no sum. */
function reportedOf(scope: Scope, op: string, parts: readonly Part[]): Total['reported'] | null {
  const rates = ratesOf(scope.catalog.workspace)
  if (rates.report === null || parts.length === 0 || parts[0]!.day === '') return null
  const all = parts.map(({ value, currency, day }) => inReport(rates, Number(value), currency, day))
  if (all.some((one) => one === null)) return null
  const sum = all.reduce((so, one) => plus(so!, one!), ZERO)!
  const n = op === 'average' ? parts.reduce((so, part) => so + part.n, 0) : 1
  return { value: decimalFrom(rounded(over(sum, n)), rates.report), currency: rates.report }
}
