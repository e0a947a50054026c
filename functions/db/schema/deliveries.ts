import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One try to send something: how long it took, and the HTTP status or what went wrong. */
export interface DeliveryTry {
  at: number
  status: number | null
  ms: number
  error: string | null
  /** the answer never came, so it may have been taken */
  lost?: true
}

/**
 * Everything that leaves: mails and webhooks. A row is written in the batch of what it is because of, and sent after it. `key` is
 * made of the cause and unique; the receiver gets it as the id of the message, the same at every try.
 */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    key: text().notNull().unique(),
    kind: text().$type<'mail' | 'webhook'>().notNull(),
    /** what it is: 'invitation', 'link', 'notification', 'digest', 'customer'; of a webhook its event */
    event: text().notNull(),
    /** a mail address or a URL */
    recipient: text().notNull(),
    /** of a mail */
    subject: text(),
    /** a mail's text, or a webhook's body; null until it is made, at the first try, and once a provider has taken a mail whose links let people in */
    body: text(),
    /** of a mail: its HTML, its reply-to, its headers, until when it is of use; of a webhook: what its body is made of */
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull().default({}),
    projectId: integer('project_id'),
    recordId: integer('record_id'),
    runId: integer('run_id'),
    /** that people have set up (webhooks.ts); null of one that an automation calls */
    webhookId: integer('webhook_id'),
    at: integer().notNull(),
    /** held: for the outbox page, as no provider is set. unknown: the answer was lost, so it may have been sent; a person decides */
    state: text().$type<'held' | 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown'>().notNull(),
    /** when it is tried (again); of one that is being sent, when it counts as interrupted */
    nextAt: integer('next_at'),
    tries: text({ mode: 'json' }).$type<DeliveryTry[]>().notNull().default([]),
  },
  (t) => [
    index('deliveries_due').on(t.nextAt).where(sql`next_at IS NOT NULL AND webhook_id IS NULL`),
    // Each webhook has a queue of its own, so that none holds up the others (deliveries/claim.ts).
    index('deliveries_webhook_due')
      .on(t.webhookId, t.nextAt)
      .where(sql`next_at IS NOT NULL AND webhook_id IS NOT NULL`),
    index('deliveries_webhook').on(t.webhookId, t.id).where(sql`webhook_id IS NOT NULL`),
    index('deliveries_record').on(t.recordId).where(sql`record_id IS NOT NULL`),
    index('deliveries_at').on(t.at),
  ],
)
