import { createTestHarness, type TestHarness } from 'wrangler'
import type { Env } from '../functions/context.ts'
import { Client } from './client.ts'

/** A running Worker with empty storage of its own, the built site before it. */
export interface World {
  url: string
  harness: TestHarness
  db(): Promise<D1Database>
  /** a client that nobody is signed in with */
  stranger(): Client
  /** the owner, signed up */
  owner(): Promise<Client>
  /** someone else of that role, put into the database, since invitations come in part 3 */
  person(name: string, role: 'admin' | 'member' | 'viewer'): Promise<Client>
  close(): Promise<void>
}

const PASSWORD = 'mekong-river-9'

/** `vars` stand in its environment, as a deployment would set them. */
export async function startWorld(vars: Record<string, string> = {}): Promise<World> {
  const harness = createTestHarness({
    workers: [{ configPath: './wrangler.toml', prebuiltWorkerDir: './build', vars }],
  } as Parameters<typeof createTestHarness>[0])
  const { url } = await harness.listen()
  const base = url.href.replace(/\/$/, '')
  const db = async () => (await harness.getWorker<Env & Record<string, unknown>>().getEnv()).DB as D1Database
  const signIn = async (email: string) => {
    const client = new Client(base)
    await client.post('/api/auth/sign-in/email', { email, password: PASSWORD })
    return client
  }
  return {
    url: base,
    harness,
    db,
    stranger: () => new Client(base),
    async owner() {
      const client = new Client(base)
      await client.post('/api/auth/sign-up/email', {
        name: 'Sokha Chan',
        email: 'sokha@mekong.example',
        password: PASSWORD,
      })
      return client
    },
    async person(name, role) {
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@mekong.example`
      const database = await db()
      await database.batch([
        database
          .prepare(
            'INSERT INTO people (name, email, email_verified, role, created_at, updated_at) VALUES (?, ?, 1, ?, 0, 0)',
          )
          .bind(name, email, role),
        database.prepare(
          `INSERT INTO accounts (account_id, provider_id, person_id, password, created_at, updated_at)
           SELECT last_insert_rowid(), 'credential', last_insert_rowid(), password, 0, 0 FROM accounts LIMIT 1`,
        ),
        database.prepare('UPDATE workspace SET catalog_version = catalog_version + 1'),
      ])
      return signIn(email)
    },
    close: () => harness.close(),
  }
}
