import { empty, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Env } from '../env.ts'
import type { Mail } from '../mail/index.ts'
import { mailProvider } from './mail-provider.ts'

/** Something to be sent. */
export type Delivery = MailDelivery | WebhookDelivery

interface MailDelivery {
  kind: 'mail'
  /** made of its cause: the same cause is never sent twice */
  key: string
  /** what it is: 'invitation', 'link', 'notification', … */
  event: string
  mail: Mail
  /** after that it is of no use, and not tried again: ms */
  until?: number
  /** of the one record that it tells of, where each of several has its own */
  recordId?: number | null
}

interface WebhookDelivery {
  kind: 'webhook'
  /** made of its cause; the receiver gets it as the message's id at every try, so it has no dots */
  key: string
  event: string
  url: string
  /** the body, or of what it is made at the first try: `make` names who makes it (registry.ts), the rest is theirs */
  body: string | { make: string; [part: string]: unknown }
  /** the one that people have set up, which it is sent to */
  webhookId?: number
  /** when what it tells of happened; now where nothing is said: ms */
  at?: number
  /** of the one record that it tells of, where each of several has its own */
  recordId?: number | null
}

/** What they are because of; as SQL where it is made in the same batch. */
export interface Cause {
  projectId?: number | Sql | null
  recordId?: number | Sql | null
  runId?: number | Sql | null
}

/**
 * Writes them to be sent, for the batch of what they are because of: one statement however many they are. A second one of the same
 * key fails the batch, unless `orIgnore` leaves it out. `where`: those only whose record `r` is so.
 */
export function insertDeliveries(
  env: Env,
  deliveries: readonly Delivery[],
  now: number,
  { projectId = null, recordId = null, runId = null }: Cause = {},
  { orIgnore = false, where }: { orIgnore?: boolean; where?: Sql | null } = {},
): Sql {
  const rows = JSON.stringify(deliveries.map((delivery) => rowOf(env, delivery, now)))
  return sql`INSERT INTO deliveries (key, kind, event, recipient, subject, body, detail, state, next_at, at, webhook_id, project_id, record_id, run_id)
    SELECT d.value ->> 'key', d.value ->> 'kind', d.value ->> 'event', d.value ->> 'recipient', d.value ->> 'subject', d.value ->> 'body',
      d.value -> 'detail', d.value ->> 'state', d.value ->> 'nextAt', coalesce(d.value ->> 'at', ${now}), d.value ->> 'webhookId', ${projectId}, coalesce(d.value ->> 'recordId', ${recordId}), ${runId}
    FROM json_each(${rows}) d ${where ? sql`CROSS JOIN records r ON r.id = d.value ->> 'recordId' WHERE ${where}` : raw('WHERE true')} ${orIgnore ? sql`ON CONFLICT (key) DO NOTHING` : empty}`
}

function rowOf(env: Env, delivery: Delivery, now: number) {
  const { key, kind, event } = delivery
  if (delivery.kind === 'webhook') {
    const { url, body, webhookId = null, at = null, recordId = null } = delivery
    const hasBody = typeof body === 'string'
    const content = hasBody ? { body, detail: {} } : { body: null, detail: body }
    return {
      key,
      kind,
      event,
      recipient: url,
      subject: null,
      webhookId,
      at,
      recordId,
      ...content,
      state: 'waiting',
      nextAt: now,
    }
  }
  const { to, subject, text, ...detail } = delivery.mail
  const until = delivery.until === undefined ? {} : { until: delivery.until }
  // Without a provider it lies in the outbox until somebody carries it.
  const when = mailProvider(env) ? { state: 'waiting', nextAt: now } : { state: 'held', nextAt: null }
  const { recordId = null } = delivery
  return { key, kind, event, recipient: to, subject, body: text, detail: { ...detail, ...until }, recordId, ...when }
}
