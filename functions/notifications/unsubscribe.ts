import type { NotificationKind, StoredNotify } from '../../src/core/api/notification.ts'
import { type Language, languageOf } from '../../src/core/model/index.ts'
import { chosenNotify, preferencesOf } from '../../src/core/notifications/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { isolateCache } from '../context/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'
import { readUnsubscribeToken, type Subscription } from './unsubscribe-token.ts'

/** Whose mails a token is of, as the page says it. */
export interface Subscriber extends Subscription {
  name: string
  workspace: string
  address: string
  language: Language
}

interface Row {
  name: string
  language: string | null
  notify: string
  workspace: string
  locale: string
  address: string | null
}

/** Null where the token isn't one of ours, or the person is gone. */
export async function findSubscriber(env: Env, token: string): Promise<Subscriber | null> {
  const found = await readSubscription(env, token)
  if (!found) return null
  const { person, mailed, row } = found
  return {
    person,
    mailed,
    name: row.name,
    workspace: row.workspace,
    address: row.address ?? '',
    language: languageOf(row.language ?? row.locale),
  }
}

/** Ends mails of that kind; once more, it has been done already. */
export async function unsubscribe(env: Env, token: string): Promise<void> {
  const found = await readSubscription(env, token)
  if (!found) return
  const { person, mailed, row } = found
  const notify = JSON.parse(row.notify) as StoredNotify
  const ways = Object.entries(preferencesOf({ notify, quiet: null, digestAt: null }).notify)
  const ended = ways.flatMap(([kind, { mail }]) =>
    kind === mailed || mail === mailed ? [kind as NotificationKind] : [],
  )
  const chosen = chosenNotify(notify, Object.fromEntries(ended.map((kind) => [kind, { mail: 'none' }])))
  await runBatch(openDatabase(env.DB), [
    sql`UPDATE people SET notify = json_patch(notify, ${JSON.stringify(chosen)}) WHERE id = ${person}`,
    // What waits to be mailed isn't wanted either.
    sql`UPDATE notifications SET mail = NULL WHERE person_id = ${person} AND mail IS NOT NULL
      AND kind IN (SELECT value FROM json_each(${JSON.stringify(ended)}))`,
  ])
}

async function readSubscription(env: Env, token: string): Promise<(Subscription & { row: Row }) | null> {
  const subscription = await readUnsubscribeToken(isolateCache(env).secret, token)
  if (!subscription) return null
  const [[row]] = await runBatch(openDatabase(env.DB), [
    sql<Row>`SELECT p.name, p.language, p.notify, coalesce(nullif(w.name, ''), 'Tonle') AS workspace, w.locale, w.address
      FROM people p JOIN workspace w WHERE p.id = ${subscription.person} AND p.deactivated_at IS NULL`,
  ])
  return row ? { ...subscription, row } : null
}
