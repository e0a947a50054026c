import { invalid } from '../errors/index.ts'
import type { Workspace } from '../model/index.ts'
import { ratesOf, rounded, toReportCurrency } from '../query/index.ts'

/** What somebody has to do: open records, or the sum of a field, of money one for each currency. */
export interface Load {
  person: number
  /** '' for what isn't money */
  currency: string
  load: number
}

/** What each has in all. Sums in several currencies are compared in the report currency, at that day's rates. 422 `noRateFor`. */
export function totalLoads(loads: readonly Load[], workspace: Workspace, day: string): Map<number, number> {
  const isMixed = new Set(loads.map(({ currency }) => currency)).size > 1
  const totals = new Map<number, number>()
  for (const { person, currency, load } of loads) {
    const converted = isMixed ? toReportCurrency(ratesOf(workspace), load, currency, day) : null
    if (isMixed && !converted) throw invalid('', 'noRateFor', { currency })
    totals.set(person, (totals.get(person) ?? 0) + (converted ? Number(rounded(converted)) : load))
  }
  return totals
}
