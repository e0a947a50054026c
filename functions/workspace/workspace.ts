import type { InferOutput } from 'valibot'
import type { MeAnswer } from '../../src/core/api/answers.ts'
import type { workspacePatch } from '../../src/core/api/workspace.ts'
import { recountCube } from '../../src/core/charts/index.sql.ts'
import { invalid } from '../../src/core/errors/index.ts'
import { isSameJson, type Rate, type Workspace } from '../../src/core/model/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { workspace } from '../db/schema/index.ts'
import type { RatesChange } from './rates-then.ts'

export function workspaceAnswer({ catalog }: Context): MeAnswer['workspace'] {
  return { ...catalog.workspace, setUp: catalog.projects.length > 0 }
}

/** Positive decimals of at most twelve digits before the point and nine behind it; one of a currency a day. */
function ratesFrom(
  path: string,
  sent: readonly { currency: string; rate: string | number; from: string }[] = [],
  beside: readonly Rate[] = [],
): Rate[] {
  const seen = new Set(beside.map(({ currency, from }) => currency + from))
  return sent.map(({ currency, rate, from }, i) => {
    const decimal = String(rate).trim()
    if (!/^\d{1,12}(\.\d{1,9})?$/.test(decimal) || Number(decimal) === 0)
      throw invalid(`${path}.${i}.rate`, 'notRate', { value: rate })
    if (seen.has(currency + from)) throw invalid(`${path}.${i}.from`, 'ratesDoubled', { currency, from })
    seen.add(currency + from)
    return { currency, rate: decimal, from }
  })
}

/** Rates by themselves, as what has come and what has gone: dashboards as of a day that is past take that back. */
function auditChanges(change: Transaction, current: Workspace, columns: Partial<Workspace>): void {
  const { rates = current.rates, reportCurrency = current.reportCurrency, ...others } = columns
  const changed = Object.entries(others).flatMap(([name, value]) => {
    const before = current[name as keyof Workspace]
    return value === undefined || isSameJson(before, value) ? [] : [[name, [before, value]] as const]
  })
  if (changed.length > 0) change.audit({ kind: 'workspaceChanged', detail: Object.fromEntries(changed) })
  const without = (all: readonly Rate[], those: readonly Rate[]) =>
    all.filter((rate) => !those.some((one) => isSameJson(one, rate)))
  const detail: RatesChange = {
    reportCurrency: [current.reportCurrency, reportCurrency],
    added: without(rates, current.rates),
    removed: without(current.rates, rates),
  }
  if (detail.added.length + detail.removed.length > 0 || reportCurrency !== current.reportCurrency)
    change.audit({ kind: 'ratesChanged', detail: { ...detail } })
}

/** Another zone moves the days that records are counted under: every project is counted anew, in the same batch. */
export async function updateWorkspace(
  context: Context,
  { reportCurrency, rates, addRates, removeRates, ...patch }: InferOutput<typeof workspacePatch>,
) {
  const current = context.catalog.workspace
  const report = reportCurrency === undefined ? current.reportCurrency : reportCurrency
  const remaining = (rates ? ratesFrom('rates', rates) : current.rates).filter(
    (rate) => !removeRates?.some(({ currency, from }) => from === rate.from && currency === rate.currency),
  )
  const table = [...remaining, ...ratesFrom('addRates', addRates, remaining)]
  if (report === null && table.length > 0) throw invalid('reportCurrency', 'noReport')
  for (const [path, sent] of Object.entries({ rates, addRates })) {
    const index = sent?.findIndex(({ currency }) => currency === report) ?? -1
    if (index >= 0) throw invalid(`${path}.${index}.currency`, 'ownRate')
  }
  if (remaining.some(({ currency }) => currency === report)) throw invalid('reportCurrency', 'ownRate')
  const columns = {
    ...patch,
    ...(reportCurrency !== undefined && { reportCurrency }),
    ...((rates ?? addRates ?? removeRates) && { rates: table }),
  }
  if (Object.values(columns).some((value) => value !== undefined)) {
    const change = new Transaction(context)
    change.add(context.db.update(workspace).set(columns))
    auditChanges(change, current, columns)
    if (patch.zone !== undefined && patch.zone !== current.zone)
      for (const project of context.unfilteredCatalog.projects) change.add(...recountCube(project, patch.zone))
    change.bumpCatalogVersion()
    await change.commit()
  }
  return { workspace: workspaceAnswer(await context.reload()) }
}
