import { eq } from 'drizzle-orm'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { mails } from '../db/schema/index.ts'
import type { Env } from '../env.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
}

/**
 * How mail leaves the house, by configuration: the `send_email` binding MAIL, or a provider that takes JSON as Resend does
 * (MAIL_URL, MAIL_KEY). Both need MAIL_FROM, "Tonle <crm@example.com>".
 */
export interface MailEnv {
  MAIL?: SendEmail
  MAIL_URL?: string
  MAIL_KEY?: string
  MAIL_FROM?: string
}

/**
 * Without a provider the mail is held for the outbox page. With one, its text is not kept, since links in it let people in;
 * it is sent in `waitUntil`, and the outbox shows the result. Answers which of both.
 */
export async function sendMail(
  env: Env & MailEnv,
  mail: Mail,
  waitUntil: (step: () => Promise<void>) => void,
): Promise<'sending' | 'held'> {
  const now = Date.now()
  const provider = providerOf(env)
  const db = openDatabase(env.DB)
  const insert = db
    .insert(mails)
    .values({
      recipient: mail.to,
      subject: mail.subject,
      body: provider ? null : mail.text,
      at: now,
      state: provider ? 'sending' : 'held',
    })
    .returning({ id: mails.id })
  const [[stored]] = await runBatch(db, [insert])
  if (!provider) return 'held'
  const { id } = stored!
  waitUntil(async () => {
    const error = await provider(mail, `tonle-mail-${id}-${now}`).then(
      () => null,
      (failure: unknown) => String(failure).slice(0, 300),
    )
    const state = error === null ? 'sent' : 'failed'
    await runBatch(db, [db.update(mails).set({ state, error }).where(eq(mails.id, id))])
  })
  return 'sending'
}

type Provider = (mail: Mail, key: string) => Promise<unknown>

function providerOf({ MAIL, MAIL_URL, MAIL_KEY, MAIL_FROM }: MailEnv): Provider | null {
  if (!MAIL_FROM) return null
  if (MAIL) return (mail) => MAIL.send({ from: MAIL_FROM, ...mail })
  if (!MAIL_URL) return null
  return async (mail, key) => {
    const response = await fetch(MAIL_URL, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(MAIL_KEY && { authorization: `Bearer ${MAIL_KEY}` }),
      },
      body: JSON.stringify({ from: MAIL_FROM, to: [mail.to], subject: mail.subject, text: mail.text, html: mail.html }),
      signal: AbortSignal.timeout(20_000),
    })
    if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 200)}`)
  }
}
