import { cache } from '../../../client/cache.ts'
import { addDecimals, negate } from '../../../client/decimal.ts'
import type { MeAnswer, Total } from '../../../core/api/answers.ts'
import { byCurrency } from '../../../core/model/currency-order.ts'
import type { BoardCard } from './board-types.ts'

/** A column's totals with one record more (or less): sums move with the card, each currency by itself. */
export function withRecord(totals: Total[], record: BoardCard, field: string | undefined, sign: 1 | -1): Total[] {
  const amount = field ? amountOf(record, field) : null
  if (!amount || !field) return totals
  const value = sign === 1 ? amount.amount : negate(amount.amount)
  if (!totals.some((total) => total.op === 'sum' && total.currency === amount.currency)) {
    return inOrder([...totals, { op: 'sum', field, value, currency: amount.currency }])
  }
  return totals.map((total) =>
    total.op === 'sum' && total.currency === amount.currency
      ? { ...total, value: addDecimals(total.value, value) }
      : total,
  )
}

const inOrder = (totals: Total[]): Total[] => {
  const compare = byCurrency(cache.getQueryData<MeAnswer>(['me'])?.workspace.currency ?? '')
  return totals.sort((a, b) => compare(a.currency ?? '', b.currency ?? ''))
}

/** What there is in each currency; nothing where that is zero. */
export const sumsOf = (totals: Total[]): Total[] =>
  totals.filter(({ op, value }) => op === 'sum' && /[1-9]/.test(value))

export const totalsText = (totals: Total[], money: (value: string, currency: string | null) => string): string =>
  sumsOf(totals)
    .map(({ value, currency }) => money(value, currency))
    .join(' · ')

function amountOf(record: BoardCard, field: string): { amount: string; currency: string | null } | null {
  const value = record.values[field]
  if (typeof value === 'number') return { amount: decimalText(value), currency: null }
  if (value && typeof value === 'object' && !Array.isArray(value) && typeof value.amount === 'string') {
    return { amount: value.amount, currency: String(value.currency) }
  }
  return null
}

const decimalText = (value: number): string => (String(value).includes('e') ? value.toFixed(10) : String(value))
