import { and, eq } from 'drizzle-orm'
import type { WebhookDelivery } from '../../src/core/api/outside/webhook.ts'
import { accessOf, managesAll } from '../../src/core/permissions/index.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { deliveries } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'
import { canReplay, type DeliveryRow } from '../deliveries/index.ts'
import { markOfSight } from './sight.ts'
import { requireOwnerRights, type WebhookOf } from './webhooks.ts'

const NEWEST = orderOf('webhook deliveries', 'deliveries.id', true)

/** What a webhook has told, the newest first, for who sees all that its owner sees. */
export async function readDeliveries(context: Context, of: WebhookOf, paging: Paging) {
  requireOwnerRights(context, of.webhook)
  const { after, by, rows, cut } = pageOf(NEWEST, paging)
  const [found] = await context.batch(
    context.db
      .select(selectAll(deliveries))
      .from(deliveries)
      .where(and(eq(deliveries.webhookId, of.webhook.id), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { deliveries: await deliveryAnswers(context, of, page), next }
}

/** A body is shown while its owner sees by their rights what they saw when it was made; later to who manages everything only. */
export async function deliveryAnswers(
  context: Context,
  { webhook }: WebhookOf,
  rows: readonly DeliveryRow[],
): Promise<WebhookDelivery[]> {
  const { env, now, access, unfilteredCatalog: catalog } = context
  const owner = catalog.people.find(({ id }) => id === webhook.owner)
  const sight = owner && (await markOfSight(accessOf(catalog, owner)))
  return rows.map((row) => ({
    id: String(row.id),
    key: row.key,
    event: row.event,
    at: new Date(row.at).toISOString(),
    record: row.recordId === null ? null : String(row.recordId),
    state: row.state === 'sent' || row.state === 'failed' ? row.state : 'waiting',
    nextAt: row.state === 'waiting' ? new Date(row.nextAt!).toISOString() : null,
    tries: row.tries.map(({ at, status, ms, error }) => ({ at: new Date(at).toISOString(), status, ms, error })),
    body: managesAll(access) || row.detail.sight === sight ? row.body : null,
    canReplay: canReplay(env, row, now),
  }))
}
