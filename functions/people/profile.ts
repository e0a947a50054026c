import { eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { profileInput } from '../../src/core/api/auth/me.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { people } from '../db/schema/index.ts'
import { readMe } from './people.ts'

/** One's own name, and when one is on leave. Both are part of the catalog that isolates keep. */
export async function updateProfile(context: Context, { name, away }: InferOutput<typeof profileInput>) {
  const change = new Transaction(context)
  const columns = { ...(name !== undefined && { name }), ...(away !== undefined && { away }), updatedAt: context.now }
  change.add(context.db.update(people).set(columns).where(eq(people.id, context.person.id)))
  change.bumpCatalogVersion()
  await change.commit()
  return readMe(await context.reload())
}
