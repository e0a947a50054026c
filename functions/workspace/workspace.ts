import * as v from 'valibot'
import { invalid } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { COUNTRIES, isCurrency } from '../../src/core/fields/index.ts'
import type { MeAnswer, Rate } from '../../src/core/model/index.ts'
import { requireWorkspaceRight } from '../../src/core/permissions/index.ts'
import { join, raw, sql } from '../../src/core/sql/index.ts'
import { isDay } from '../../src/core/time/day.ts'
import { isZone } from '../../src/core/time/zone.ts'
import { Change } from '../changes/change.ts'
import { recountCube } from '../changes/totals-cube.ts'
import type { Context } from '../context.ts'

export function workspaceAnswer({ catalog }: Context): MeAnswer['workspace'] {
  const { name, locale, country, currency, zone, reportCurrency, rates } = catalog.workspace
  return { name, locale, country, currency, zone, reportCurrency, rates, setUp: catalog.projects.length > 0 }
}

const currency = v.pipe(v.string(), v.check(isCurrency, 'not an ISO 4217 currency'))
const day = v.pipe(v.string(), v.check(isDay, 'a date like 2026-11-23'))
const rates = v.pipe(
  v.array(v.strictObject({ currency, rate: v.union([v.string(), v.number()]), from: day })),
  v.maxLength(200),
)
/** `rates` are all of them; `addRates` and `removeRates` leave those that somebody else adds meanwhile. */
export const workspacePatch = v.partial(
  v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
    locale: v.pipe(v.string(), v.maxLength(20), v.check(isLocale, 'not a BCP 47 locale')),
    country: v.pipe(
      v.string(),
      v.check((code) => COUNTRIES.includes(code), 'not an ISO 3166-1 country'),
    ),
    currency,
    zone: v.pipe(v.string(), v.check(isZone, 'not an IANA time zone')),
    reportCurrency: v.nullable(currency),
    rates,
    addRates: rates,
    removeRates: v.pipe(v.array(v.strictObject({ currency, from: day })), v.maxLength(200)),
  }),
)

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
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

/** Another zone moves the days that records are counted under: every project is counted anew, in the same batch. */
export async function updateWorkspace(context: Context, body: unknown) {
  requireWorkspaceRight(context.access)
  const { reportCurrency, rates, addRates, removeRates, ...input } = parse(workspacePatch, body)
  const now = context.catalog.workspace
  const report = reportCurrency === undefined ? now.reportCurrency : reportCurrency
  const kept = (rates ? ratesFrom('rates', rates) : now.rates).filter(
    (rate) => !removeRates?.some((gone) => gone.currency === rate.currency && gone.from === rate.from),
  )
  const table = [...kept, ...ratesFrom('addRates', addRates, kept)]
  if (report === null && table.length > 0) throw invalid('reportCurrency', 'noReport')
  for (const [path, all] of Object.entries({ rates, addRates })) {
    const own = all?.findIndex(({ currency }) => currency === report) ?? -1
    if (own >= 0) throw invalid(`${path}.${own}.currency`, 'ownRate')
  }
  if (kept.some(({ currency }) => currency === report)) throw invalid('reportCurrency', 'ownRate')
  const columns = {
    ...input,
    ...(reportCurrency !== undefined && { report_currency: reportCurrency }),
    ...((rates ?? addRates ?? removeRates) && { rates: JSON.stringify(table) }),
  }
  const sets = Object.entries(columns).map(([name, value]) => sql`${raw(name)} = ${value}`)
  if (sets.length > 0) {
    const write = new Change(context)
    write.add(sql`UPDATE workspace SET ${join(sets)}`)
    if (input.zone !== undefined && input.zone !== context.catalog.workspace.zone)
      for (const project of context.unfilteredCatalog.projects) write.add(...recountCube(project, input.zone))
    write.bumpCatalogVersion()
    await write.commit()
  }
  return { workspace: workspaceAnswer(await context.reload()) }
}
