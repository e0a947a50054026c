import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { build, lastBuild } from '../functions/local/build.ts'
import { scheduled, serve } from '../functions/local/miniflare.ts'
import { Client } from './client.ts'

/** A world that was made once for a run and is copied for each test file that begins with it. */
export interface Fixture {
  /** the folder of its database and files */
  state: string
  /** its owner's */
  cookie: string
}

/** A running Worker with empty storage of its own, the built site before it. */
export interface World {
  url: string
  db(): Promise<D1Database>
  files(): Promise<R2Bucket>
  /** a request to whatever address the Worker shall believe it has */
  fetch(url: string, init?: RequestInit): Promise<Response>
  /** cron ticks, as of that time */
  scheduled(at: Date): Promise<void>
  /** as an idle or a redeployed Worker does: what the hub has in memory is gone, its sockets sleep or are closed */
  evictLiveHub(webSockets: 'hibernate' | 'close'): Promise<void>
  /** the same for what runs automations */
  evictAutomations(): Promise<void>
  /** stops the Worker and starts it again at the same address, on the same data */
  restart(): Promise<void>
  /** a client that nobody is signed in with */
  stranger(): Client
  /** the owner, signed up */
  owner(): Promise<Client>
  /** someone else of that role, a built-in one or the id of one of the team's own, asked in by the owner */
  person(name: string, role: string): Promise<Client>
  /** stops it and deletes its storage, after `inspect` has read the folder */
  close(inspect?: (state: string) => void): Promise<void>
}

const PASSWORD = 'mekong-river-9'

/** Where state folders lie: in memory where the system offers that, because a database waits for its disk at each write. */
export const STATE_ROOT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/**
 * A fixture was set up on another port, and a workspace answers only the pages at its own address. Written to the file, which
 * nobody has open before the first request: by way of Miniflare's bindings it takes a fifth of a second, for the thread they need.
 */
function moveHere(state: string, url: string): void {
  const [file] = globSync('v3/d1/*/*.sqlite', { cwd: state }).filter((path) => !path.endsWith('/metadata.sqlite'))
  const db = new DatabaseSync(join(state, file!))
  db.prepare('UPDATE workspace SET address = ?').run(url)
  db.close()
}

export interface WorldOptions {
  /** false: the Worker alone answers, in half of the time; pages are not there */
  site?: boolean
  /** begins with a copy of that state instead of an empty one */
  fixture?: Fixture
}

/** `vars` stand in its environment, as a deployment would set them. */
export async function startWorld(
  vars: Record<string, string> = {},
  { site = true, fixture }: WorldOptions = {},
): Promise<World> {
  const state = mkdtempSync(join(STATE_ROOT, 'tonle-'))
  if (fixture) cpSync(fixture.state, state, { recursive: true })
  const built = lastBuild() ?? (await build())
  const place = { state, vars: { PASSWORD_COST: '1024', ...vars }, site }
  let { url, miniflare } = await serve(built, place)
  if (fixture) moveHere(state, url)
  let owner: Client | undefined
  const evict = (what: string, options: { name: string; webSockets?: 'hibernate' | 'close' }) =>
    miniflare
      .unsafeEvictDurableObject('tonle', what, options)
      // It may be gone already.
      .catch((error) => {
        if (!/not currently running/.test(String(error))) throw error
      })
  return {
    url,
    db: () => miniflare.getD1Database('DB') as Promise<unknown> as Promise<D1Database>,
    files: () => miniflare.getR2Bucket('FILES') as Promise<unknown> as Promise<R2Bucket>,
    fetch: (address, init) => miniflare.dispatchFetch(address, init as never) as unknown as Promise<Response>,
    scheduled: (at) => scheduled(miniflare, at),
    evictLiveHub: (webSockets) => evict('LiveHub', { name: 'workspace', webSockets }),
    evictAutomations: () => evict('AutomationRunner', { name: 'workspace' }),
    async restart() {
      await miniflare.dispose()
      ;({ miniflare } = await serve(built, { ...place, port: Number(new URL(url).port) }))
    },
    stranger: () => new Client(url),
    async owner() {
      const client = new Client(url)
      owner = client
      if (fixture) {
        client.cookie = fixture.cookie
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
      const { invitation } = await owner!.post<{ invitation: { token: string } }>('/api/invitations', { email, role })
      const client = new Client(url)
      await client.post(`/api/invitations/${invitation.token}/accept`, { name, password: PASSWORD })
      return client
    },
    async close(inspect) {
      await miniflare.dispose()
      inspect?.(state)
      rmSync(state, { recursive: true, force: true })
    },
  }
}
