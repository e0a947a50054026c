import { BIN_DAYS } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'
import { deleteFiles } from './delete-files.ts'
import { fileKeys, forgetRecords } from './forget.ts'

/** In ms. */
const KEPT = BIN_DAYS * 86_400_000
/** So many records go at a time: each is about fifteen rows written, of which the free plan has 100,000 a day. */
const MOST = 100

/**
 * Records that have been in the bin for BIN_DAYS are gone for good, the oldest first. One batch, in which every statement finds the
 * same ones: who is brought out of the bin meanwhile is not among them.
 */
export async function purgeBin(env: Env, now: number): Promise<void> {
  const ids = sql`SELECT b.id FROM records b WHERE b.deleted_at < ${now - KEPT} ORDER BY b.deleted_at, b.id LIMIT ${MOST}`
  const [keys] = await runBatch(openDatabase(env.DB), [
    fileKeys(ids),
    // This writes no history, so the ETag's seq wouldn't change: an earlier answer must not count as current.
    sql`${bumpCatalogVersion} WHERE EXISTS (${ids})`,
    ...forgetRecords(ids),
  ])
  await deleteFiles(env.FILES, keys)
}
