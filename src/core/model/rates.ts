import type { Rate } from './entities.ts'

/** A workspace's rate table: what one unit of the report currency is worth in others, each from a day on. */
export interface RateTable {
  report: string | null
  list: readonly Rate[]
}

/** The days on which some rate begins, in order. */
export const rateDays = ({ list }: RateTable): string[] => [...new Set(list.map(({ from }) => from))].sort()

/**
 * Units of that currency to one of the report currency on that day, as a decimal text; null where it isn't in the table.
 * Before its first day a rate holds too: there is no better one.
 */
export function rateOn({ report, list }: RateTable, currency: string, day: string): string | null {
  if (currency === report) return '1'
  const rates = list.filter((one) => one.currency === currency).sort((a, b) => (a.from < b.from ? -1 : 1))
  return (rates.findLast(({ from }) => from <= day) ?? rates[0])?.rate ?? null
}
