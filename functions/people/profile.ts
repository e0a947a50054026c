import * as v from 'valibot'
import { parse } from '../../src/core/errors/parse.ts'
import { sql } from '../../src/core/sql/index.ts'
import { requireSessionToken } from '../auth/session.ts'
import type { Context } from '../context.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'

/** What one is called: a line without what can't be seen. */
export const personName = v.pipe(
  v.string(),
  v.transform((name) => name.replace(/\s+/g, ' ').trim()),
  v.nonEmpty(),
  v.maxLength(100),
  v.check((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'not a name'),
)

export const profile = v.strictObject({ name: personName })

/** Names are part of the catalog that isolates keep. */
export async function updateMe(context: Context, body: unknown): Promise<Context> {
  requireSessionToken(context)
  const { name } = parse(profile, body)
  await context.batch(
    sql`UPDATE people SET name = ${name}, updated_at = ${context.now} WHERE id = ${context.person.id}`,
    bumpCatalogVersion,
  )
  return context.reload()
}
