import { Problem } from '../../../src/core/errors/index.ts'
import type { Catalog } from '../../../src/core/model/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { runBatch } from '../../db/batch.ts'
import type { Database } from '../../db/client.ts'
import { sendDeliveries } from '../../deliveries/index.ts'
import {
  involvedIn,
  notificationStatements,
  notificationsFrom,
  recordsCommented,
  selectInvolved,
  tellPeople,
} from '../../notifications/index.ts'
import type { WebhookEvents } from '../../webhooks/index.ts'
import type { EventRow } from './read-events.ts'
import type { RunnerEnv } from './runner-env.ts'

/** So many deliveries are sent at once by who wrote them; of more, cron sends so many a tick. */
const MOST_AT_ONCE = 20

interface HeardEvents {
  events: readonly EventRow[]
  webhooks: WebhookEvents
  /** that they were heard is to be written down, even if nobody was told anything */
  remember: boolean
}

/** Tells people and webhooks what these rows say by themselves, and remembers that they have been heard: in one batch. */
export async function settleEvents(
  { env, waitUntil }: RunnerEnv,
  db: Database,
  catalog: Catalog,
  { events, webhooks, remember }: HeardEvents,
): Promise<void> {
  const last = events.at(-1)
  if (!last) return
  const commented = recordsCommented(events)
  const [involved] = commented.length > 0 ? await runBatch(db, [selectInvolved(commented)]) : [[]]
  const notices = notificationStatements(notificationsFrom(events, involvedIn(involved)), catalog)
  const deliveries = webhooks.deliveries(env)
  const paused = webhooks.notices()
  if (notices.length + deliveries.length + paused.length === 0 && !remember) return
  const heard = [sql`UPDATE workspace SET automated_seq = max(automated_seq, ${last.seq})`, ...notices, ...paused]
  const [written, results] = await writeBoth(db, deliveries, heard)
  const noticeRows = results.slice(1) as { person: number }[][]
  const people = [...new Set(noticeRows.flatMap((rows) => rows.map(({ person }) => person)))]
  if (people.length > 0) waitUntil(() => tellPeople(env, people))
  const keys = written.flatMap((rows) => rows.map(({ key }) => key))
  if (keys.length > 0 && keys.length <= MOST_AT_ONCE) waitUntil(() => sendDeliveries(env, keys, { inTurn: true }))
}

type Keys = { key: string }[][]

/**
 * One batch. A filter that has become too much for D1, as the fields that it reads have changed, may not keep everybody else from hearing
 * anything: then those deliveries are left out that can't be written, and the others come before what remembers them.
 */
async function writeBoth(
  db: Database,
  deliveries: readonly Sql<{ key: string }>[],
  heard: readonly Sql[],
): Promise<[Keys, unknown[][]]> {
  try {
    const results = await runBatch(db, [...deliveries, ...heard])
    return [results.slice(0, deliveries.length) as Keys, results.slice(deliveries.length) as unknown[][]]
  } catch (problem) {
    if (!(problem instanceof Problem) || deliveries.length === 0) throw problem
    const written: Keys = []
    for (const statement of deliveries)
      try {
        written.push(...(await runBatch(db, [statement])))
      } catch (again) {
        if (!(again instanceof Problem)) throw again
        console.error('a webhook’s filter is too much for the database', again)
      }
    return [written, (await runBatch(db, heard)) as unknown[][]]
  }
}
