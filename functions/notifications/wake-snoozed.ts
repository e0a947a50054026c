import { sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import type { Env } from '../env.ts'
import { tellPeople } from './tell-people.ts'

/** So many come back in one tick; the next one goes on. They are in the list in time anyhow: this tells the open pages. */
const MOST = 500

export async function wakeSnoozed(env: Env, now: number): Promise<void> {
  const [woken] = await runBatch(openDatabase(env.DB), [
    sql<{ person: number }>`UPDATE notifications SET snoozed_until = NULL
      WHERE id IN (SELECT id FROM notifications WHERE snoozed_until <= ${now} ORDER BY snoozed_until LIMIT ${MOST})
      RETURNING person_id AS person`,
  ])
  await tellPeople(
    env,
    woken.map(({ person }) => person),
  )
}
