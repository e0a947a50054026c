import * as format from '../../client/format.ts'
import type { FieldWidget } from './contract.ts'
import { SUMS } from './totals.ts'

export const currency: FieldWidget = {
  kind: 'money',
  group: 'figures',
  icon: 'banknote',
  aliases: 'typeAlso.currency',
  // Room for the short sums of two currencies.
  width: 148,
  figure: true,
  text(value) {
    const money = value as { amount: string; currency: string }
    return format.money(money.amount, money.currency)
  },
  totals: SUMS,
  totalText: format.number,
  config: 'currency',
  defaultConfig: ({ currency }) => ({ currency, others: [] }),
  importPlace: 5,
}
