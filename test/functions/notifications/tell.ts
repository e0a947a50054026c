import { loadCatalog } from '../../../functions/context/index.ts'
import { runBatch } from '../../../functions/db/batch.ts'
import { openDatabase } from '../../../functions/db/client.ts'
import type { Env } from '../../../functions/env.ts'
import { type NewNotification, notificationStatements } from '../../../functions/notifications/index.ts'
import type { World } from '../../world.ts'

/** Inserts notifications as the runner of automations does. Answers the ids of who is told. */
export async function insertNotifications(world: World, rows: readonly NewNotification[]): Promise<number[]> {
  const env = { DB: await world.db() } as Env
  const results = await runBatch(openDatabase(env.DB), notificationStatements(rows, await loadCatalog(env)))
  return results.flat().map(({ person }) => person)
}

/** Everything that was written so far has been told: a tick of a time that is long past, at which nothing is due. */
export const tellAll = (world: World): Promise<void> => world.scheduled(new Date(60_000))
