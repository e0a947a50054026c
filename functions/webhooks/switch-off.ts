import { WEBHOOK_EVENTS } from '../../src/core/api/outside/webhook.ts'
import { issue } from '../../src/core/errors/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { loadCatalog } from '../context/index.ts'
import { runBatch } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { openDatabase } from '../db/client.ts'
import { type DeliveryRow, registerFailure } from '../deliveries/index.ts'
import type { Env } from '../env.ts'
import { tellPeople } from '../notifications/index.ts'
import { webhookNotice } from './note-pause.ts'
import { findWebhooks } from './target.ts'

const DAY = 86_400_000
/** Nothing but failures for so long, and a webhook is switched off: ms. */
const PATIENCE = 5 * DAY

/** What still waits for a webhook that is switched off or gone waits no more; it can be sent again by hand. */
export const stopWaiting = (webhook: number): Sql =>
  sql`UPDATE deliveries SET state = 'failed', next_at = NULL WHERE webhook_id = ${webhook} AND state = 'waiting'`

for (const event of WEBHOOK_EVENTS) registerFailure(event, switchOffIfLost)

/** Whoever has answered nothing but errors for days, or that they want no more, is told nothing more; whom it concerns hears of it. */
async function switchOffIfLost(env: Env, delivery: DeliveryRow, now: number): Promise<void> {
  const last = delivery.tries.at(-1)
  const row = (await findWebhooks(env, [delivery])).get(delivery.webhookId)
  if (!row?.is_on || row.failing_since === null) return
  // As Standard Webhooks says: 410 asks for no more of it.
  const isGone = last?.status === 410
  if (!isGone && now - row.failing_since < PATIENCE) return
  const to = new URL(row.url).host
  const { message: _, ...error } = isGone
    ? issue('', 'webhookGone', { to })
    : issue('', 'webhookFailed', { to, days: PATIENCE / DAY, reason: last?.error ?? '' })
  const catalog = await loadCatalog(env)
  const webhook = { owner: row.owner_id, project: row.project_id, url: row.url }
  const notices = webhookNotice(catalog, webhook, { key: `webhookOff:${row.id}:${row.failing_since}`, error, at: now })
  const results = await runBatch(openDatabase(env.DB), [
    ...notices,
    sql`UPDATE webhooks SET is_on = 0, stopped = ${JSON.stringify(error)} WHERE id = ${row.id}`,
    stopWaiting(row.id),
    bumpCatalogVersion,
  ])
  await tellPeople(
    env,
    results.slice(0, notices.length).flatMap((rows) => (rows as { person: number }[]).map(({ person }) => person)),
  )
}
