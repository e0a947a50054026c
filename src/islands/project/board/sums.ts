import { addDecimals, negate } from '../../../client/decimal.ts'
import type { RecordAnswer, Total } from '../../../core/api/answers.ts'

/** A column's totals with one record more (or less): sums move with the card, each currency by itself. */
export function withRecord(totals: Total[], record: RecordAnswer, field: string | undefined, sign: 1 | -1): Total[] {
  const part = field ? partOf(record, field) : null
  if (!part || !field) return totals
  const value = sign === 1 ? part.amount : negate(part.amount)
  if (!totals.some((one) => one.op === 'sum' && one.currency === part.currency)) {
    return [...totals, { op: 'sum', field, value, currency: part.currency }]
  }
  return totals.map((one) =>
    one.op === 'sum' && one.currency === part.currency ? { ...one, value: addDecimals(one.value, value) } : one,
  )
}

function partOf(record: RecordAnswer, field: string): { amount: string; currency: string | null } | null {
  const value = record.values[field]
  if (typeof value === 'number') return { amount: plain(value), currency: null }
  if (value && typeof value === 'object' && !Array.isArray(value) && typeof value.amount === 'string') {
    return { amount: value.amount, currency: String(value.currency) }
  }
  return null
}

const plain = (value: number): string => (String(value).includes('e') ? value.toFixed(10) : String(value))
