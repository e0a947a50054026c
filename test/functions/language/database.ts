import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { type Database, openDatabase } from '../../../functions/db/client.ts'
import { ensureMigrated } from '../../../functions/db/migrate.ts'
import { STATE_ROOT } from '../../world.ts'
import { d1OverHttp, postJson, RUN_BATCH } from '../../worlds/d1-over-http.ts'

/** Sends what it is given to D1 as one batch. */
const WORKER = `${RUN_BATCH}
export default {
  async fetch(request, { DB }) {
    try {
      return Response.json(await runBatch(DB, await request.json()))
    } catch (error) {
      return new Response(String(error), { status: 500 })
    }
  },
}`

/** D1 with the tables of the CRM, and no CRM before it. */
export interface BareDatabase {
  db: Database
  close(): Promise<void>
}

export async function startDatabase(): Promise<BareDatabase> {
  const state = mkdtempSync(join(STATE_ROOT, 'tonle-d1-'))
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: WORKER,
      d1Databases: ['DB'],
      host: '127.0.0.1',
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
      resourcePersistencePath: join(state, 'v3'),
      cf: false,
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  )
  const url = await miniflare.unsafeGetDirectURL()
  const d1 = d1OverHttp((statements) => postJson(url, statements))
  await ensureMigrated(d1)
  return {
    db: openDatabase(d1),
    async close() {
      await miniflare.dispose()
      rmSync(state, { recursive: true, force: true })
    },
  }
}
