import { type Sql, sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { type DeliveryRow, NoBody, registerTargets, type Target, webhookSecret } from '../deliveries/index.ts'
import type { Env } from '../env.ts'

/** So long both secrets are good after a new one was asked for: ms. */
export const BOTH_SECRETS = 86_400_000

export interface TargetRow {
  id: number
  url: string
  project_id: number
  owner_id: number
  salt: string
  earlier_salt: string | null
  rotated_at: number | null
  is_on: number
  failing_since: number | null
}

/** The webhooks that deliveries are for, as they are now, by their ids; none that is deleted. */
export async function findWebhooks(
  env: Env,
  rows: readonly Pick<DeliveryRow, 'webhookId'>[],
): Promise<ReadonlyMap<number | null, TargetRow>> {
  const ids = JSON.stringify([...new Set(rows.map(({ webhookId }) => webhookId))])
  const [found] = await runBatch(openDatabase(env.DB), [
    sql<TargetRow>`SELECT id, url, project_id, owner_id, salt, earlier_salt, rotated_at, is_on, failing_since
      FROM webhooks WHERE id IN (SELECT value FROM json_each(${ids})) AND deleted_at IS NULL`,
  ])
  return new Map(found.map((row) => [row.id, row]))
}

/** One for all that go to the same webhook: what one try has changed, the next one knows. */
interface WebhookTarget extends Target {
  webhook: TargetRow
}

registerTargets('webhook', {
  async find(env, deliveries, now) {
    const webhooks = await findWebhooks(env, deliveries)
    const targets = new Map<number, WebhookTarget>()
    for (const [id, webhook] of webhooks) targets.set(id!, await targetFor(env, webhook, now))
    return Promise.allSettled(
      deliveries.map(async ({ webhookId, event, body, detail }) => {
        const target = targets.get(webhookId!)
        if (!target) throw new NoBody('The webhook is gone.')
        // Whoever changes where it goes may see less than who owned it before.
        const { owner = target.webhook.owner_id, byHand = false } = detail as { owner?: number; byHand?: boolean }
        if (body !== null && owner !== target.webhook.owner_id) throw new NoBody('It was made for another owner.')
        // It was on its way when the webhook was switched off.
        if (!target.webhook.is_on && !byHand && event !== 'ping') throw new NoBody('The webhook is switched off.')
        return target
      }),
    )
  },
  tried: (target, isTaken, now) => noteTry((target as WebhookTarget).webhook, isTaken, now),
})

async function targetFor(env: Env, webhook: TargetRow, now: number): Promise<WebhookTarget> {
  const { salt, earlier_salt: earlier, rotated_at: rotated } = webhook
  const both = earlier !== null && rotated !== null && now < rotated + BOTH_SECRETS
  const secrets = [salt, ...(both ? [earlier] : [])].map((one) => webhookSecret(env, one))
  return { url: webhook.url, secrets: await Promise.all(secrets), webhook }
}

/** Since when every try has failed. */
function noteTry(webhook: TargetRow, isTaken: boolean, now: number): Sql[] {
  if (isTaken === (webhook.failing_since === null)) return []
  webhook.failing_since = isTaken ? null : now
  return [
    isTaken
      ? sql`UPDATE webhooks SET failing_since = NULL WHERE id = ${webhook.id}`
      : sql`UPDATE webhooks SET failing_since = ${now} WHERE id = ${webhook.id} AND failing_since IS NULL`,
  ]
}
