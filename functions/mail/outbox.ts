import { forbidden } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { requireSessionToken } from '../auth/session.ts'
import type { Context } from '../context.ts'

/** What was sent, or is held here for want of a provider. Links in it open doors, so only the owner reads it, and none of their keys. */
export async function readOutbox(context: Context) {
  requireSessionToken(context)
  if (context.person.role !== 'owner' || context.access.impersonating) throw forbidden()
  const [result] = await context.batch(
    sql`SELECT id, recipient, subject, body, at, state, error FROM mails ORDER BY id DESC LIMIT 200`,
  )
  return {
    mails: result!.results.map(({ id, recipient, at, ...mail }) => ({
      id: String(id),
      to: recipient as string,
      at: new Date(at as number).toISOString(),
      subject: mail.subject as string,
      body: mail.body as string | null,
      state: mail.state as 'held' | 'sending' | 'sent' | 'failed',
      error: mail.error as string | null,
    })),
  }
}
