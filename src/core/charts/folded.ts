import type { Chart } from '../api/dashboards/chart.ts'
import { decimalFrom } from '../fields/index.ts'
import { halfAway, tidy } from '../formula/index.ts'
import { type Fraction, over, plus, ratedFrom, ratesOf, rounded, type Scope, toReportCurrency } from '../query/index.ts'
import { isByList } from './measures.ts'

/** What some records come to, so that two of them can be made one: of a median all values are kept, of an average the sum. */
export interface Folded {
  /** how many records have a value */
  n: number
  /** the count, sum, least or greatest; of money in minor units */
  value: number
  /** of sums of money the same, exactly; a number where it is whole minor units, which most are */
  exact: Fraction | number | null
  /** of a median: how often each value is there */
  counts: Map<number, number> | null
}

/** How values of several records, groups or projects become one. */
export type Fold = 'count' | 'sum' | 'average' | 'median' | 'min' | 'max'

export const foldIn = ({ op }: Chart['measure']): Fold => (isByList(op) ? 'average' : op === 'velocity' ? 'median' : op)

/** A row of what a chart asks. */
export interface Cell {
  currency: string
  n: number
  value: number | null
}

/**
 * `divisor`: what the row's value is to be divided by, the weight's whole. With a rate table amounts are told in the report currency;
 * what it has no rate for stays as it is.
 */
export function foldOf(op: Fold, { currency: written, n, value }: Cell, divisor: number, scope: Scope) {
  const { currency, day } = ratedFrom(written)
  const plain = { n, value: (value ?? 0) / divisor, exact: null, counts: null }
  if (op === 'median') return { currency, folded: { ...plain, counts: new Map([[plain.value, n]]) } }
  if (currency === '' || (op !== 'sum' && op !== 'average')) return { currency, folded: plain }
  if (day === '' && divisor === 1 && Number.isSafeInteger(plain.value))
    return { currency, folded: { ...plain, exact: plain.value } }
  const minor = minorOf(value, divisor)
  if (day === '') return { currency, folded: { ...plain, exact: minor } }
  const rates = ratesOf(scope.catalog.workspace)
  const one = toReportCurrency(rates, 1, currency, day)
  if (!one) return { currency, folded: { ...plain, exact: minor } }
  return { currency: rates.report!, folded: { ...plain, exact: times(minor, one) } }
}

/** Minor units of an amount, exactly. */
export const minorOf = (value: number | null, divisor: number): Fraction => over(fractionOf(value ?? 0), divisor)

/** Minor units are whole; times a weight with decimals they aren't, and a ten thousandth of one is near enough. */
const fractionOf = (value: number): Fraction =>
  Number.isInteger(value)
    ? { over: BigInt(value), under: 1n }
    : { over: BigInt(Math.round(value * 10_000)), under: 10_000n }

const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under })

export function combined(op: Fold, a: Folded, b: Folded): Folded {
  const n = a.n + b.n
  if (op === 'min' || op === 'max') return { ...a, n, value: Math[op](a.value, b.value) }
  if (op === 'median') {
    const counts = new Map(a.counts)
    for (const [value, often] of b.counts ?? []) counts.set(value, (counts.get(value) ?? 0) + often)
    return { ...a, n, counts }
  }
  return { n, value: a.value + b.value, exact: bothExactly(a.exact, b.exact), counts: null }
}

function bothExactly(a: Folded['exact'], b: Folded['exact']): Folded['exact'] {
  if (a === null || b === null) return null
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b)) return a + b
  return plus(asFraction(a), asFraction(b))
}

export const asFraction = (exact: Fraction | number): Fraction =>
  typeof exact === 'number' ? fractionOf(exact) : exact

/** As people read it: digits, of money in its units. Null where nothing has a value to average. */
export function finished(op: Fold, folded: Folded, currency: string): string | null {
  if (folded.n === 0 && op !== 'count' && op !== 'sum') return null
  const parts = op === 'average' ? folded.n : 1
  if (currency === '') return String(tidy(op === 'median' ? medianOf(folded) : folded.value / parts))
  if (typeof folded.exact === 'number' && parts === 1) return decimalFrom(folded.exact, currency)
  if (folded.exact !== null) return decimalFrom(rounded(over(asFraction(folded.exact), parts)), currency)
  return decimalFrom(halfAway(op === 'median' ? medianOf(folded) : folded.value), currency)
}

/** How high a bar is, for sorting. */
export const sizeOf = (op: Fold, folded: Folded): number =>
  op === 'median' ? medianOf(folded) : op === 'average' ? folded.value / folded.n : folded.value

/** The one in the middle, or half the sum of the two there. */
function medianOf({ counts, n }: Folded): number {
  const values = [...(counts ?? [])].sort(([a], [b]) => a - b)
  const nthValue = (place: number): number => {
    let before = 0
    for (const [value, often] of values) {
      before += often
      if (before > place) return value
    }
    return 0
  }
  return (nthValue(Math.floor((n - 1) / 2)) + nthValue(Math.floor(n / 2))) / 2
}
