import * as v from 'valibot'
import { demandWorkspace } from '../../src/core/access/index.ts'
import { COUNTRIES, isCurrency } from '../../src/core/fields/index.ts'
import type { MeAnswer } from '../../src/core/model/index.ts'
import { join, raw, sql } from '../../src/core/sql/index.ts'
import { isZone } from '../../src/core/time/zone.ts'
import type { Context } from '../context.ts'
import { recount } from './cube.ts'
import { parse } from './parse.ts'
import { Write } from './write.ts'

export function workspaceAnswer({ catalog }: Context): MeAnswer['workspace'] {
  const { name, locale, country, currency, zone } = catalog.workspace
  return { name, locale, country, currency, zone, setUp: catalog.projects.length > 0 }
}

const schema = v.partial(
  v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
    locale: v.pipe(v.string(), v.maxLength(20), v.check(isLocale, 'not a BCP 47 locale')),
    country: v.pipe(
      v.string(),
      v.check((code) => COUNTRIES.includes(code), 'not an ISO 3166-1 country'),
    ),
    currency: v.pipe(v.string(), v.check(isCurrency, 'not an ISO 4217 currency')),
    zone: v.pipe(v.string(), v.check(isZone, 'not an IANA time zone')),
  }),
)

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** Another zone moves the days that records are counted under: every project is counted anew, in the same batch. */
export async function updateWorkspace(context: Context, body: unknown) {
  demandWorkspace(context.access)
  const input = parse(schema, body)
  const sets = Object.entries(input).map(([name, value]) => sql`${raw(name)} = ${value}`)
  if (sets.length > 0) {
    const write = new Write(context)
    write.add(sql`UPDATE workspace SET ${join(sets)}`)
    if (input.zone !== undefined && input.zone !== context.catalog.workspace.zone)
      for (const project of context.catalog.projects) write.add(...recount(project, input.zone))
    write.touchCatalog()
    await write.commit()
  }
  return { workspace: workspaceAnswer(await context.fresh()) }
}
