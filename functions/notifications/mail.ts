import { type Catalog, languageOf } from '../../src/core/model/index.ts'
import { accessOf, visibleCatalog } from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { isolateCache, loadCatalog } from '../context/index.ts'
import { guard, runBatch, WrittenError } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { type Delivery, insertDeliveries } from '../deliveries/index.ts'
import type { Env } from '../env.ts'
import { composeNotifications } from './compose.ts'
import { type DueMail, findDueMails } from './due-mail.ts'
import { type NotificationRow, selectWaiting } from './readable.ts'
import { type Mailed, unsubscribeToken } from './unsubscribe-token.ts'

/** So many go into one mail. */
const MOST = 500

/**
 * Mails what waits to be mailed: what is told at once, outside of somebody's quiet hours, all of a person's in one mail; and on working
 * days a digest of what they haven't read. With the mail, in one batch, it waits no more: of two ticks one sends it. What its
 * reader doesn't see any more isn't mailed.
 */
export async function mailNotifications(env: Env, now: number): Promise<void> {
  const db = openDatabase(env.DB)
  const due = await findDueMails(db, now)
  if (due.length === 0) return
  const catalog = await loadCatalog(env)
  const readers = due.flatMap((mail) => {
    const person = catalog.people.find(({ id }) => id === mail.person)
    return person ? [{ mail, catalog: visibleCatalog(catalog, accessOf(catalog, person)) }] : []
  })
  const waiting = await runBatch(
    db,
    readers.map(({ mail, catalog }) => selectWaiting({ person: mail.person, catalog }, mail.way, mail.until, MOST)),
  )
  const ids = waiting.flat().map(({ id }) => id)
  const mails = await Promise.all(
    readers.map(({ mail, catalog }, i) => compose(env, mail, catalog, waiting[i]!.filter(isNews))),
  )
  try {
    await runBatch(db, [...markMailed(ids), insertDeliveries(env, mails.flat(), now, {}, { orIgnore: true })])
  } catch (error) {
    // Another tick was quicker.
    if (!(error instanceof WrittenError)) throw error
  }
}

/** What they see and haven't read yet. */
const isNews = ({ readable, readAt }: NotificationRow & { readable: number }): boolean =>
  readable === 1 && readAt === null

async function compose(
  env: Env,
  { person, email, language, way, key }: DueMail,
  catalog: Catalog,
  rows: readonly NotificationRow[],
): Promise<Delivery[]> {
  if (rows.length === 0) return []
  const { secret, address } = isolateCache(env)
  const kinds = new Set(rows.map(({ kind }) => kind))
  const mailed: Mailed = way === 'now' && kinds.size === 1 ? rows[0]!.kind : way
  const token = await unsubscribeToken(secret, { person, mailed })
  const records = new Set(rows.map(({ record }) => record))
  const composed = composeNotifications({
    rows,
    catalog,
    language: languageOf(language ?? catalog.workspace.locale),
    address: address ?? '',
    isDigest: way === 'digest',
    unsubscribe: `${address ?? ''}/api/unsubscribe/${token}`,
  })
  return [
    {
      kind: 'mail',
      mail: { to: email, ...composed },
      key: key ?? `notification:${person}:${rows.at(-1)!.id}`,
      event: way === 'now' ? 'notification' : 'digest',
      recordId: records.size === 1 ? rows[0]!.record : null,
    },
  ]
}

function markMailed(ids: readonly number[]): Sql[] {
  return [
    sql`UPDATE notifications SET mail = NULL
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND mail IS NOT NULL`,
    guard(sql`changes() = ${ids.length}`, 'written'),
  ]
}
