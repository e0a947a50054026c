import type { Env } from '../env.ts'
import type { Mail } from '../mail/index.ts'
import { messageOf, type Outcome } from './outcome.ts'
import { post } from './post.ts'

/** How mail leaves the house. */
export interface MailProvider {
  send(mail: Mail, key: string): Promise<Outcome>
  /** so long a second mail of the same key is known to be the first one: ms */
  remembers: number
}

/** By configuration: the binding MAIL, or a provider that takes JSON as Resend does (MAIL_URL, MAIL_KEY). Null where there is none. */
export function mailProvider(env: Env): MailProvider | null {
  const { MAIL, MAIL_URL, MAIL_FROM: from } = env
  if (!from) return null
  if (MAIL) return { send: (mail) => sendByBinding({ MAIL }, from, mail), remembers: 0 }
  if (!MAIL_URL) return null
  return { send: (mail, key) => sendByHttp(env, MAIL_URL, { from, mail, key }), remembers: DAY }
}

const DAY = 86_400_000

type Binding = { MAIL: SendEmail }

async function sendByBinding(env: Binding, from: string, { headers, ...mail }: Mail): Promise<Outcome> {
  try {
    await env.MAIL.send({ from, ...mail, ...(headers && { headers: { ...headers } }) })
    return { result: 'taken', status: null, error: null }
  } catch (error) {
    const message = messageOf(error)
    // All else that it throws is a refusal in words.
    return { result: LOST.test(message) ? 'lost' : 'failed', status: null, error: message }
  }
}
const LOST = /connection|internal error|timed? ?out|disconnect|aborted/i

interface Sent {
  from: string
  mail: Mail
  key: string
}

async function sendByHttp(env: Env, url: string, { from, mail, key }: Sent): Promise<Outcome> {
  const { to, replyTo, ...rest } = mail
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    ...(env.MAIL_KEY && { authorization: `Bearer ${env.MAIL_KEY}` }),
  }
  const body = JSON.stringify({ from, to: [to], ...rest, ...(replyTo && { reply_to: replyTo }) })
  const outcome = await post(env, url, headers, body)
  const { status } = outcome
  if (status !== null && BETWEEN.has(status)) return { ...outcome, result: 'lost' }
  // The address, the key or the mail itself is wrong, and stays so.
  if (status !== null && status >= 300 && status < 500 && !PASSING.has(status)) return { ...outcome, result: 'refused' }
  return outcome
}
/** Said by who stands between, where the provider didn't answer: it may have taken it. */
const BETWEEN = new Set([502, 504, 520, 522, 524])
/** Timeout; another request of that key is running; too early; too many. */
const PASSING = new Set([408, 409, 425, 429])
