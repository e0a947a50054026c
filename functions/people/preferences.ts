import { eq, sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { preferences, preferencesInput } from '../../src/core/api/auth/me.ts'
import { chosenNotify, preferencesOf } from '../../src/core/notifications/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { people } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'

const selectOwn = ({ db, person }: Context) =>
  db
    .select(
      selectColumns({
        language: people.language,
        notify: people.notify,
        quiet: people.quiet,
        digestAt: people.digestAt,
      }),
    )
    .from(people)
    .where(eq(people.id, person.id))

type Preferences = InferOutput<typeof preferences>

export async function readPreferences(context: Context): Promise<Preferences> {
  const [[row]] = await context.batch(selectOwn(context))
  return { language: row!.language, ...preferencesOf(row!) }
}

/** What isn't sent stays. */
export async function updatePreferences(
  context: Context,
  { notify, ...columns }: InferOutput<typeof preferencesInput>,
): Promise<Preferences> {
  const [[stored]] = await context.batch(selectOwn(context))
  const change = new Transaction(context)
  const patch = {
    ...columns,
    // Two kinds that are chosen at once are both kept.
    ...(notify && {
      notify: sql`json_patch(${people.notify}, ${JSON.stringify(chosenNotify(stored!.notify, notify))})`,
    }),
  }
  if (Object.keys(patch).length > 0)
    change.add(context.db.update(people).set(patch).where(eq(people.id, context.person.id)))
  const [[row]] = await change.commit(selectOwn(context))
  return { language: row!.language, ...preferencesOf(row!) }
}
