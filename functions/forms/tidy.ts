import { sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'
import { folderOf } from './public/store-files.ts'
import { DECIDED_WITHIN, selectOverdueFiles } from './public/waiting-files.ts'

const HOUR = 3_600_000

/**
 * What has had its time: where a submission came from, once it counts no more; submissions that nobody has confirmed; files of those that
 * become no record any more, and a day after they came those that no row speaks of, left behind by something that broke.
 */
export async function tidyForms(env: Env, now: number): Promise<void> {
  const db = openDatabase(env.DB)
  const [overdue] = await runBatch(db, [selectOverdueFiles(now)])
  const keys = overdue.map(({ key }) => key)
  // The bytes first: what breaks in between is done again, as long as their rows are there.
  await deleteKeys(env, keys)
  await runBatch(db, [
    sql`DELETE FROM submission_files WHERE key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`,
    sql`UPDATE submissions SET visitor = NULL WHERE visitor IS NOT NULL AND at < ${now - 2 * HOUR}`,
    sql`DELETE FROM submissions WHERE state = 'waiting' AND at < ${now - DECIDED_WITHIN}`,
  ])
  // By the hours in which they came: those of a day ago, and later ones for when cron stood still in between.
  for (const back of [25, 26, 49]) await deleteLeft(env, folderOf(now - back * HOUR))
}

/** Of the files of an hour those that no row speaks of. */
async function deleteLeft(env: Env, folder: string): Promise<void> {
  let cursor: string | undefined
  do {
    const list = await env.FILES.list({ prefix: folder, ...(cursor && { cursor }) })
    const keys = JSON.stringify(list.objects.map(({ key }) => key))
    if (list.objects.length > 0) {
      const [left] = await runBatch(openDatabase(env.DB), [
        sql<{ key: string }>`SELECT k.value AS key FROM json_each(${keys}) k
          WHERE k.value NOT IN (SELECT key FROM files WHERE key IN (SELECT value FROM json_each(${keys})) UNION ALL SELECT key FROM submission_files)`,
      ])
      await deleteKeys(
        env,
        left.map(({ key }) => key),
      )
    }
    cursor = list.truncated ? list.cursor : undefined
  } while (cursor)
}

async function deleteKeys(env: Env, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await env.FILES.delete([...keys])
}
