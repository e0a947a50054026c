import type { Total } from '../../src/core/api/answers.ts'
import { decimalFrom } from '../../src/core/fields/index.ts'
import { byCurrency } from '../../src/core/model/index.ts'
import { over, plus, ratesOf, rounded, type Scope, toReportCurrency, ZERO } from '../../src/core/query/index.ts'
import type { Measured, Part } from './aggregate.ts'

/** One total a currency; with a rate table the first also tells all of them in the report currency. */
export function totalAnswer(scope: Scope, { op, measure: { id, kind } }: Measured, parts: readonly Part[]): Total[] {
  const ofCurrency = Map.groupBy(parts, ({ currency }) => currency)
  const currencies = [...ofCurrency.keys()].sort(byCurrency(scope.catalog.workspace.currency))
  const totals: Total[] = currencies.map((currency) => ({
    op,
    field: id,
    value: shown(kind, op, ofCurrency.get(currency)!, currency),
    currency: currency || null,
  }))
  const reported = reportedOf(scope, op, parts)
  return reported ? totals.map((total, i) => (i === 0 ? { ...total, reported } : total)) : totals
}

function shown(kind: string, op: string, parts: readonly Part[], currency: string): string {
  const [{ value }] = parts as [Part]
  const n = parts.reduce((all, part) => all + part.n, 0)
  if (op === 'count') return String(n)
  if (kind === 'date') return String(value)
  if (kind === 'instant') return new Date(Number(value)).toISOString()
  if (op === 'min' || op === 'max')
    return kind === 'money' ? decimalFrom(Number(value), currency) : number(Number(value))
  // Whole minor units, divided once: half away from zero.
  if (kind === 'money') {
    const sum = parts.reduce((all, part) => all + BigInt(Number(part.value)), 0n)
    return decimalFrom(rounded({ over: sum, under: BigInt(op === 'average' ? n : 1) }), currency)
  }
  const sum = parts.reduce((all, part) => all + Number(part.value), 0)
  return number(op === 'average' ? sum / n : sum)
}

/** Of plain numbers 15 digits are meant. */
const number = (value: number) => String(Number(value.toPrecision(15)))

/** Null without a rate table, and where one of the currencies has no rate: part of a sum is no sum. */
function reportedOf(scope: Scope, op: string, parts: readonly Part[]): Total['reported'] | null {
  const rates = ratesOf(scope.catalog.workspace)
  if (rates.report === null || parts.length === 0 || parts[0]!.day === '') return null
  const all = parts.map(({ value, currency, day }) => toReportCurrency(rates, Number(value), currency, day))
  if (all.some((one) => one === null)) return null
  const sum = all.reduce((so, one) => plus(so!, one!), ZERO)!
  const n = op === 'average' ? parts.reduce((so, part) => so + part.n, 0) : 1
  return { value: decimalFrom(rounded(over(sum, n)), rates.report), currency: rates.report }
}
