import { eq } from 'drizzle-orm'
import { sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { newSecret } from '../crypto.ts'
import { deliveries } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'
import { enqueueDeliveries } from '../deliveries/index.ts'
import { deliveryAnswers } from './log.ts'
import { requireOwnerRights, type WebhookOf } from './webhooks.ts'

/** Sends a message that tells nothing, to see whether it arrives; also where the webhook is switched off. */
export async function pingWebhook(context: Context, of: WebhookOf) {
  const { webhook, project } = of
  requireOwnerRights(context, webhook)
  const { db, now, person } = context
  const key = `wh_${webhook.id}_ping_${newSecret().slice(0, 16)}`
  const change = new Transaction(context)
  enqueueDeliveries(
    context,
    change,
    [
      {
        kind: 'webhook',
        key,
        event: 'ping',
        url: webhook.url,
        webhookId: webhook.id,
        at: now,
        body: { make: 'webhook', seq: null, by: { id: String(person.id), name: person.name } },
      },
    ],
    { projectId: sql`${project.id}` },
  )
  const [rows] = await change.commit(db.select(selectAll(deliveries)).from(deliveries).where(eq(deliveries.key, key)))
  const [delivery] = await deliveryAnswers(context, of, rows)
  return { delivery: delivery! }
}
