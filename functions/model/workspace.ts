import * as v from 'valibot'
import { demandWorkspace } from '../../src/core/access/index.ts'
import { refuse } from '../../src/core/errors/index.ts'
import { COUNTRIES, isCurrency } from '../../src/core/fields/index.ts'
import type { MeAnswer, Rate } from '../../src/core/model/index.ts'
import { join, raw, sql } from '../../src/core/sql/index.ts'
import { isDay } from '../../src/core/time/day.ts'
import { isZone } from '../../src/core/time/zone.ts'
import type { Context } from '../context.ts'
import { recount } from './cube.ts'
import { parse } from './parse.ts'
import { Write } from './write.ts'

export function workspaceAnswer({ catalog }: Context): MeAnswer['workspace'] {
  const { name, locale, country, currency, zone, reportCurrency, rates } = catalog.workspace
  return { name, locale, country, currency, zone, reportCurrency, rates, setUp: catalog.projects.length > 0 }
}

const currency = v.pipe(v.string(), v.check(isCurrency, 'not an ISO 4217 currency'))
export const schema = v.partial(
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
    rates: v.pipe(
      v.array(
        v.strictObject({
          currency,
          rate: v.union([v.string(), v.number()]),
          from: v.pipe(v.string(), v.check(isDay, 'a date like 2026-11-23')),
        }),
      ),
      v.maxLength(200),
    ),
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
function ratesFrom(sent: readonly { currency: string; rate: string | number; from: string }[]): Rate[] {
  const seen = new Set<string>()
  return sent.map(({ currency, rate, from }, i) => {
    const decimal = String(rate).trim()
    if (!/^\d{1,12}(\.\d{1,9})?$/.test(decimal) || Number(decimal) === 0)
      throw refuse(`rates.${i}.rate`, 'notRate', { value: rate })
    if (seen.has(currency + from)) throw refuse(`rates.${i}.from`, 'ratesDoubled', { currency, from })
    seen.add(currency + from)
    return { currency, rate: decimal, from }
  })
}

/** Another zone moves the days that records are counted under: every project is counted anew, in the same batch. */
export async function updateWorkspace(context: Context, body: unknown) {
  demandWorkspace(context.access)
  const { reportCurrency, rates, ...input } = parse(schema, body)
  const report = reportCurrency === undefined ? context.catalog.workspace.reportCurrency : reportCurrency
  const table = rates === undefined ? context.catalog.workspace.rates : ratesFrom(rates)
  if (report === null && table.length > 0) throw refuse('reportCurrency', 'noReport')
  const own = table.findIndex(({ currency }) => currency === report)
  if (own >= 0) throw refuse(rates === undefined ? 'reportCurrency' : `rates.${own}.currency`, 'ownRate')
  const columns = {
    ...input,
    ...(reportCurrency !== undefined && { report_currency: reportCurrency }),
    ...(rates !== undefined && { rates: JSON.stringify(table) }),
  }
  const sets = Object.entries(columns).map(([name, value]) => sql`${raw(name)} = ${value}`)
  if (sets.length > 0) {
    const write = new Write(context)
    write.add(sql`UPDATE workspace SET ${join(sets)}`)
    if (input.zone !== undefined && input.zone !== context.catalog.workspace.zone)
      for (const project of context.whole.projects) write.add(...recount(project, input.zone))
    write.touchCatalog()
    await write.commit()
  }
  return { workspace: workspaceAnswer(await context.fresh()) }
}
