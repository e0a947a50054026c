import { eq } from 'drizzle-orm'
import type { Language } from '../../src/core/model/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { people } from '../db/schema/index.ts'
import { readMe } from './people.ts'

/** One's own name. Names are part of the catalog that isolates keep. */
export async function updateProfile(context: Context, name: string) {
  const change = new Transaction(context)
  change.add(context.db.update(people).set({ name, updatedAt: context.now }).where(eq(people.id, context.person.id)))
  change.bumpCatalogVersion()
  await change.commit()
  return readMe(await context.reload())
}

export async function setLanguage(context: Context, language: Language) {
  const change = new Transaction(context)
  change.add(context.db.update(people).set({ language }).where(eq(people.id, context.person.id)))
  await change.commit()
  return { language }
}
