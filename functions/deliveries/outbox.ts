import { eq } from 'drizzle-orm'
import { forbidden, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { may, seesAsMuch } from '../../src/core/permissions/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { guard } from '../db/batch.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { deliveries } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'
import { canReplay, deliveryAnswer } from './delivery-json.ts'
import type { DeliveryRow } from './registry.ts'
import { sendDeliveries } from './send.ts'

/** Links in mails let people in, and webhooks carry whatever their automation sees: only the owner reads them, and none of their keys. */
function requireOwner({ person, access }: Context): void {
  if (person.role !== 'owner' || access.impersonating) throw forbidden()
}

/** What was sent, is to be sent, or is held here for want of a provider. */
export async function readOutbox(context: Context, paging: Paging) {
  requireOwner(context)
  const { env, now } = context
  const { after, by, rows, cut } = pageOf(orderOf('deliveries', 'deliveries.id', true), paging)
  const [found] = await context.batch(
    context.db.select(selectAll(deliveries)).from(deliveries).where(after).orderBy(by).limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { deliveries: page.map((row) => deliveryAnswer(env, row, now)), next }
}

/**
 * A delivery for the owner, 404 where there is none; one of a webhook that people have set up for who manages its project, too, and sees
 * all that the webhook's owner sees. Others are told the same of any.
 */
export async function findDelivery(context: Context, sent: string): Promise<DeliveryRow> {
  const [[row]] = await context.batch(selectDelivery(context, idFrom(sent) ?? 0))
  if (!(row && mayReplay(context, row))) requireOwner(context)
  if (!row) throw notFound()
  return row
}

function mayReplay({ unfilteredCatalog: catalog, access }: Context, { webhookId }: DeliveryRow): boolean {
  const webhook = webhookId === null ? undefined : catalog.webhooks.find(({ id }) => id === webhookId)
  if (!webhook || !may(access, { id: webhook.project }, 'manage')) return false
  return seesAsMuch(
    access,
    catalog,
    catalog.people.find(({ id }) => id === webhook.owner),
  )
}

const selectDelivery = ({ db }: Context, id: number) =>
  db.select(selectAll(deliveries)).from(deliveries).where(eq(deliveries.id, id))

/** Where a webhook goes by now; whoever isn't one stays who they are. */
const URL_NOW = sql`coalesce((SELECT w.url FROM webhooks w WHERE w.id = deliveries.webhook_id), recipient)`

/** That a person asked for it: a webhook that is switched off tells nothing by itself. */
const BY_HAND = sql`iif(webhook_id IS NULL, detail, json_set(detail, '$.byHand', json('true')))`

/** Has what failed, was held or may not have arrived sent again: the same bytes under the same id. */
export async function replayDelivery(context: Context, row: DeliveryRow) {
  const { db, env, now } = context
  if (!canReplay(env, row, now)) throw new Problem(409, [issue('', 'notReplayable')])
  const { id, key, state } = row
  const change = new Transaction(context)
  change.require(guard(sql`(SELECT state FROM deliveries WHERE id = ${id}) = ${state}`, 'conflict'))
  change.add(
    db
      .update(deliveries)
      .set({ state: 'waiting', nextAt: now, recipient: asDrizzle(URL_NOW), detail: asDrizzle(BY_HAND) })
      .where(eq(deliveries.id, id)),
  )
  change.afterCommit(() => sendDeliveries(env, [key]))
  const [[written]] = await change.commit(selectDelivery(context, id))
  const delivery = deliveryAnswer(env, written!, now)
  const { person, access } = context
  // Its bytes may have been made for who saw more than its owner does by now.
  return { delivery: person.role === 'owner' && !access.impersonating ? delivery : { ...delivery, body: null } }
}
