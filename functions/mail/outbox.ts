import { desc } from 'drizzle-orm'
import { forbidden } from '../../src/core/errors/index.ts'
import type { Context } from '../context/index.ts'
import { mails } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'

const SHOWN = 200

/** What was sent, or is held here for want of a provider. Links in it let people in, so only the owner reads it, and none of their keys. */
export async function readOutbox(context: Context) {
  if (context.person.role !== 'owner' || context.access.impersonating) throw forbidden()
  const [rows] = await context.batch(
    context.db.select(selectAll(mails)).from(mails).orderBy(desc(mails.id)).limit(SHOWN),
  )
  return {
    mails: rows.map(({ id, recipient, at, subject, body, state, error }) => ({
      id: String(id),
      to: recipient,
      at: new Date(at).toISOString(),
      subject,
      body,
      state,
      error,
    })),
  }
}
