import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { type Database, openDatabase } from '../../../functions/db/client.ts'
import { ensureMigrated } from '../../../functions/db/migrate.ts'
import { STATE_ROOT } from '../../world.ts'

/** Sends what it is given to D1 as one batch. */
const WORKER = `export default {
  async fetch(request, { DB }) {
    const statements = (await request.json()).map(({ text, values }) => DB.prepare(text).bind(...values))
    try {
      return Response.json(await DB.batch(statements))
    } catch (error) {
      return new Response(String(error), { status: 500 })
    }
  },
}`

interface Prepared {
  text: string
  values: unknown[]
}

/** D1 with the tables of the CRM, and no CRM before it. */
export interface BareDatabase {
  db: Database
  close(): Promise<void>
}

/**
 * One request a batch. The bindings that Miniflare hands out stop this process for a round trip at each statement that is prepared
 * or given its values, which took longer than all that is tested.
 */
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
  const d1 = clientOf(await miniflare.unsafeGetDirectURL())
  await ensureMigrated(d1)
  return {
    db: openDatabase(d1),
    async close() {
      await miniflare.dispose()
      rmSync(state, { recursive: true, force: true })
    },
  }
}

/** The part of D1's interface that migrations and Drizzle's session use. */
function clientOf(url: URL): D1Database {
  const batch = async (statements: Prepared[]): Promise<D1Result<object>[]> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(statements) })
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as D1Result<object>[]
  }
  const prepare = (text: string, values: unknown[] = []) => {
    const all = async () => (await batch([{ text, values }]))[0]!
    return {
      text,
      values,
      bind: (...given: unknown[]) => prepare(text, given),
      all,
      first: async () => (await all()).results[0] ?? null,
    }
  }
  return { prepare, batch } as unknown as D1Database
}
