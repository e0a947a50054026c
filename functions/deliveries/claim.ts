import { inArray } from 'drizzle-orm'
import { empty, type Sql, sql } from '../../src/core/sql/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { type DeliveryTry, deliveries } from '../db/schema/index.ts'
import type { Env } from '../env.ts'
import { mailProvider } from './mail-provider.ts'
import type { DeliveryRow } from './registry.ts'

/** A sender that hasn't told by then what came of it is no more. ms; longer than any takes. */
const LEASE = 120_000

/** Which are meant, where not all are. */
export interface Chosen {
  keys: readonly string[]
  inTurn?: boolean
}

/**
 * Takes what is due, of these keys or in turn, to be sent by this sender and no other. The try is written down before it is made, so that one that
 * takes its sender down with it counts, too. A mail whose sender is no more may have been sent: it is tried again only where the
 * provider knows it by its key.
 */
export async function claimDue(env: Env, now: number, most: number, chosen?: Chosen): Promise<DeliveryRow[]> {
  const db = openDatabase(env.DB)
  const begun: DeliveryTry = { at: now, status: null, ms: 0, error: 'interrupted', lost: true }
  const due = chosen ? dueOf(chosen, now, most) : dueInTurn(now, most)
  const interrupted = sql`UPDATE deliveries SET state = 'unknown', next_at = NULL
    WHERE next_at <= ${now} AND webhook_id IS NULL AND state = 'sending' AND kind = 'mail' AND ${mailProvider(env)?.remembers === 0 ? 1 : 0}`
  const [, claimed] = await runBatch(db, [
    interrupted,
    db
      .update(deliveries)
      .set({
        state: 'sending',
        nextAt: now + LEASE,
        tries: asDrizzle(sql`json_insert(tries, '$[#]', json(${JSON.stringify(begun)}))`),
      })
      .where(inArray(deliveries.id, asDrizzle(sql`(${due})`)))
      .returning(),
  ])
  return claimed
}

const isDue = (now: number): Sql => sql`x.next_at <= ${now} AND x.state IN ('waiting', 'sending')`

/**
 * Of these keys what is due. `inTurn`: what goes to a webhook that is behind with others waits with them, or an import that makes
 * thousands would send them all at once.
 */
function dueOf({ keys, inTurn = false }: Chosen, now: number, most: number): Sql {
  const json = JSON.stringify(keys)
  const behind = sql`EXISTS (SELECT 1 FROM deliveries e WHERE e.webhook_id = x.webhook_id AND e.next_at <= ${now}
    AND e.key NOT IN (SELECT value FROM json_each(${json})))`
  return sql`SELECT x.id FROM json_each(${json}) k CROSS JOIN deliveries x ON x.key = k.value
    WHERE ${isDue(now)}${inTurn ? sql` AND NOT ${behind}` : empty} ORDER BY x.next_at, x.id LIMIT ${most}`
}

/** What is due, of each webhook in turn: one that is behind with thousands, or whose receiver hangs, holds up no other and no mail. */
const dueInTurn = (now: number, most: number): Sql =>
  sql`SELECT id FROM (
      SELECT d.id, d.next_at, row_number() OVER (ORDER BY d.next_at, d.id) AS turn FROM (
        SELECT x.id, x.next_at FROM deliveries x WHERE x.webhook_id IS NULL AND ${isDue(now)} ORDER BY x.next_at LIMIT ${most}) d
      UNION ALL SELECT d.id, d.next_at, row_number() OVER (PARTITION BY d.webhook_id ORDER BY d.next_at, d.id)
        FROM webhooks w CROSS JOIN deliveries d ON d.webhook_id = w.id AND d.id IN (
          SELECT x.id FROM deliveries x WHERE x.webhook_id = w.id AND ${isDue(now)} ORDER BY x.next_at, x.id LIMIT ${most}))
    ORDER BY turn, next_at, id LIMIT ${most}`
