import { currenciesOf } from '../fields/numbers/currency-signs.ts'
import type { Profile } from './profile.ts'

/** What a new field of money takes: what its column names, of a shared sign the workspace's own or the likeliest; else the workspace's. */
export function fieldCurrencies(named: Profile['currencies'], usual: string): string[] {
  const codes = named.map((some) => (some.includes(usual) ? usual : some[0]!))
  return codes.length > 0 ? [...new Set(codes)] : [usual]
}

/** The currencies that a column of codes ("USD", "KHR") names, the most frequent first; null where it holds anything else. */
export function codesIn({ values, filled }: Profile): string[] | null {
  if (!values || filled === 0) return null
  const named = values.map(({ value }) => currenciesOf(value))
  return named.every((some) => some?.length === 1) ? [...new Set(named.map((some) => some![0]!))] : null
}
