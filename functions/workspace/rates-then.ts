import type { Rate, Workspace } from '../../src/core/model/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'

/** What the audit log keeps of a change of rates. */
export interface RatesChange {
  reportCurrency: [before: string | null, after: string | null]
  added: readonly Rate[]
  removed: readonly Rate[]
}

type Rated = Pick<Workspace, 'reportCurrency' | 'rates'>

/** The changes of rates since then, newest first. */
export const selectRateChanges = (since: number): Sql<{ detail: string }> =>
  sql`SELECT detail FROM audit WHERE kind = 'ratesChanged' AND at > ${since} ORDER BY id DESC`

/** The table as it was before those changes. */
export function ratesBefore<W extends Rated>(workspace: W, changes: readonly { detail: string }[]): W {
  let then: Rated = workspace
  for (const { detail } of changes) {
    const { reportCurrency, added, removed } = JSON.parse(detail) as RatesChange
    const isAdded = (rate: Rate) => added.some(({ currency, from }) => currency === rate.currency && from === rate.from)
    then = {
      reportCurrency: reportCurrency[0],
      rates: [...then.rates.filter((rate) => !isAdded(rate)), ...removed],
    }
  }
  return { ...workspace, ...then }
}
