import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, lastBuild } from '../functions/local/build.ts'
import { scheduled, serve } from '../functions/local/miniflare.ts'
import { Client } from './client.ts'
import type { Ready } from './ready.ts'

/** A running Worker with empty storage of its own, the built site before it. */
export interface World {
  url: string
  db(): Promise<D1Database>
  files(): Promise<R2Bucket>
  /** a request to whatever address the Worker shall believe it has */
  fetch(url: string, init?: RequestInit): Promise<Response>
  /** cron ticks, as of that time */
  scheduled(at: Date): Promise<void>
  /** a client that nobody is signed in with */
  stranger(): Client
  /** the owner, signed up */
  owner(): Promise<Client>
  /** someone else of that role, a built-in one or the id of one of the team's own, asked in by the owner */
  person(name: string, role: string): Promise<Client>
  /** stops it and throws its storage away, after a last look at the folder */
  close(look?: (state: string) => void): Promise<void>
}

const PASSWORD = 'mekong-river-9'

/** Where worlds are kept: in memory, where the system has a folder for that: a database waits for its disk at each write. */
export const ROOM = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** How a world begins, if not empty. */
export interface Beginning {
  /** false: the Worker alone answers, in half of the time; pages are not there */
  site?: boolean
  /** what was made ready before, as everybody begins with: see ready.ts */
  from?: Ready
}

/** `vars` stand in its environment, as a deployment would set them. */
export async function startWorld(
  vars: Record<string, string> = {},
  { site = true, from }: Beginning = {},
): Promise<World> {
  const state = mkdtempSync(join(ROOM, 'tonle-'))
  if (from) cpSync(from.state, state, { recursive: true })
  const { url, miniflare } = await serve(lastBuild() ?? (await build()), { state, vars, site })
  let owner: Client | undefined
  return {
    url,
    db: () => miniflare.getD1Database('DB') as Promise<unknown> as Promise<D1Database>,
    files: () => miniflare.getR2Bucket('FILES') as Promise<unknown> as Promise<R2Bucket>,
    fetch: (to, init) => miniflare.dispatchFetch(to, init as never) as unknown as Promise<Response>,
    scheduled: (at) => scheduled(miniflare, at),
    stranger: () => new Client(url),
    async owner() {
      const client = new Client(url)
      owner = client
      if (from) {
        client.cookie = from.cookie
        return client
      }
      await client.post('/api/auth/sign-up/email', {
        name: 'Sokha Chan',
        email: 'sokha@mekong.example',
        password: PASSWORD,
      })
      return client
    },
    async person(name, role) {
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@mekong.example`
      const asked = await owner!.post<{ invitation: { token: string } }>('/api/invitations', { email, role })
      const client = new Client(url)
      await client.post(`/api/invitations/${asked.invitation.token}/accept`, { name, password: PASSWORD })
      return client
    },
    async close(look) {
      await miniflare.dispose()
      look?.(state)
      rmSync(state, { recursive: true, force: true })
    },
  }
}
