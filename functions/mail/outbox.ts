import { forbidden } from '../../src/core/errors/index.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { mails } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'

/** What was sent, or is held here for want of a provider. Links in it let people in, so only the owner reads it, and none of their keys. */
export async function readOutbox(context: Context, paging: Paging) {
  if (context.person.role !== 'owner' || context.access.impersonating) throw forbidden()
  const { after, by, rows, cut } = pageOf(orderOf('mails', 'mails.id', true), paging)
  const [found] = await context.batch(
    context.db.select(selectAll(mails)).from(mails).where(after).orderBy(by).limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return {
    mails: page.map(({ id, recipient, at, subject, body, state, error }) => ({
      id: String(id),
      to: recipient,
      at: new Date(at).toISOString(),
      subject,
      body,
      state,
      error,
    })),
    next,
  }
}
