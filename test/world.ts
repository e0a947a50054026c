import { createTestHarness, type TestHarness } from 'wrangler'
import type { Env } from '../functions/env.ts'
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
  /** someone else of that role, a built-in one or the id of one of the team's own, asked in by the owner */
  person(name: string, role: string): Promise<Client>
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
  let owner: Client | undefined
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
      owner = client
      return client
    },
    async person(name, role) {
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@mekong.example`
      const asked = await owner!.post<{ invitation: { token: string } }>('/api/invitations', { email, role })
      const client = new Client(base)
      await client.post(`/api/invitations/${asked.invitation.token}/accept`, { name, password: PASSWORD })
      return client
    },
    close: () => harness.close(),
  }
}
