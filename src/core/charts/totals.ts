import type { ChartData } from '../api/answers.ts'
import { decimalFrom } from '../fields/index.ts'
import { rateOn } from '../model/index.ts'
import { type Fraction, plus, ratedFrom, ratesOf, rounded, type Scope } from '../query/index.ts'
import { asFraction, type Cell, combined, type Fold, type Folded, finished, type foldOf, minorOf } from './folded.ts'

interface Conversion {
  currency: string
  rate: string
  /** minor units of its own currency */
  amount: Fraction
  /** the same, of the report currency's */
  value: Fraction
}

/** What all records of a chart come to, by currency, and by which rates amounts of other currencies are in it. */
export class Totals {
  readonly #op: Fold
  readonly #folded = new Map<string, Folded>()
  readonly #conversions = new Map<string, Conversion>()

  constructor(op: Fold) {
    this.#op = op
  }

  /** A cell as foldOf made it, with the same `divisor`. */
  add(cell: Cell, { currency, folded }: ReturnType<typeof foldOf>, divisor: number, scope: Scope): void {
    const total = this.#folded.get(currency)
    this.#folded.set(currency, total ? combined(this.#op, total, folded) : folded)
    if (cell.currency === currency || folded.exact === null) return
    const written = ratedFrom(cell.currency)
    if (written.currency === currency) return
    const value = asFraction(folded.exact)
    const rate = rateOn(ratesOf(scope.catalog.workspace), written.currency, written.day)!
    const key = `${written.currency} ${rate}`
    const before = this.#conversions.get(key)
    const amount = minorOf(cell.value, divisor)
    this.#conversions.set(key, {
      currency: written.currency,
      rate,
      amount: before ? plus(before.amount, amount) : amount,
      value: before ? plus(before.value, value) : value,
    })
  }

  /** `inOrder`: which currency stands first. */
  answer(report: string | null, inOrder: (a: string, b: string) => number): Pick<ChartData, 'totals' | 'conversions'> {
    const conversions = [...this.#conversions.values()].sort(
      (a, b) => inOrder(a.currency, b.currency) || Number(a.rate) - Number(b.rate),
    )
    return {
      totals: [...this.#folded]
        .sort(([a], [b]) => inOrder(a, b))
        .map(([currency, folded]) => ({ value: finished(this.#op, folded, currency), currency: currency || null })),
      ...(conversions.length > 0 && {
        conversions: conversions.map(({ currency, rate, amount, value }) => ({
          currency,
          rate,
          amount: decimalFrom(rounded(amount), currency),
          value: decimalFrom(rounded(value), report!),
        })),
      }),
    }
  }
}
