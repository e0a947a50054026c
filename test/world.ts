import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Miniflare } from 'miniflare'
import { type Built, build, lastBuild } from '../functions/local/build.ts'
import { scheduled, serve } from '../functions/local/miniflare.ts'
import { Client } from './client.ts'
import { d1OverHttp } from './worlds/d1-over-http.ts'
import { TEST_VARS, takeSlot } from './worlds/slots.ts'
import { inSlot, SLOT_HEADER } from './worlds/slots-worker.ts'

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
  scheduled(time: Date): Promise<void>
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
function moveHere(file: string, url: string): void {
  const db = new DatabaseSync(file)
  db.prepare('UPDATE workspace SET address = ?').run(url)
  db.close()
}

export interface WorldOptions {
  /** false: the Worker alone answers, in half of the time; pages are not there */
  site?: boolean
  /** begins with a copy of that state instead of an empty one */
  fixture?: Fixture
  /** true: in a process of its own, which `restart` can stop, and whose folder of state `close` can show */
  alone?: boolean
}

/** Where a world's Worker runs, and what its parts are called there. */
interface Host {
  url: string
  miniflare: Miniflare
  named(name: string): string
  /** says which world a request to another address is for */
  headers: Record<string, string>
  db(): Promise<D1Database>
  scheduled(time: Date): Promise<void>
  /** the file of its database */
  database: string
  restart(): Promise<Miniflare>
  close(inspect?: (state: string) => void): Promise<void>
}

/** A process that has other worlds beside it or before it: a Worker that is warm answers in half of the time. */
async function sharedHost(built: Built, vars: Vars, site: boolean, fixture?: Fixture): Promise<Host> {
  const root = process.env.TONLE_FIXTURES ?? STATE_ROOT
  const { number, url, miniflare, database, command, free } = await takeSlot(built, {
    root,
    vars,
    site,
    fixture: fixture?.state,
  })
  const refuse = () => {
    throw new Error('only a world that is alone in its process can do this')
  }
  return {
    url,
    miniflare,
    named: (name) => inSlot(name, number),
    headers: { [SLOT_HEADER]: String(number) },
    db: async () => d1OverHttp((statements) => command('batch', statements)),
    async scheduled(time) {
      await command('scheduled', time.getTime())
    },
    database,
    restart: refuse,
    close: (inspect) => (inspect ? refuse() : free()),
  }
}

async function ownHost(built: Built, vars: Vars, site: boolean, fixture?: Fixture): Promise<Host> {
  const state = mkdtempSync(join(STATE_ROOT, 'tonle-'))
  if (fixture) cpSync(fixture.state, state, { recursive: true })
  const place = { state, vars: { ...TEST_VARS, ...vars }, site }
  let { url, miniflare } = await serve(built, place)
  return {
    url,
    miniflare,
    named: (name) => name,
    headers: {},
    db: () => miniflare.getD1Database('DB') as Promise<unknown> as Promise<D1Database>,
    scheduled: (time) => scheduled(miniflare, time),
    get database() {
      return join(
        state,
        globSync('v3/d1/*/*.sqlite', { cwd: state }).find((path) => !path.endsWith('/metadata.sqlite'))!,
      )
    },
    async restart() {
      await miniflare.dispose()
      ;({ miniflare } = await serve(built, { ...place, port: Number(new URL(url).port) }))
      return miniflare
    },
    async close(inspect) {
      await miniflare.dispose()
      inspect?.(state)
      rmSync(state, { recursive: true, force: true })
    },
  }
}

type Vars = Record<string, string>

/** `vars` stand in its environment, as a deployment would set them. */
export async function startWorld(
  vars: Vars = {},
  { site = true, fixture, alone = false }: WorldOptions = {},
): Promise<World> {
  const built = lastBuild() ?? (await build())
  const host = await (alone ? ownHost : sharedHost)(built, vars, site, fixture)
  const { url, named } = host
  let { miniflare } = host
  if (fixture) moveHere(host.database, url)
  let owner: Client | undefined
  const evict = (what: string, options: { name: string; webSockets?: 'hibernate' | 'close' }) =>
    miniflare
      .unsafeEvictDurableObject(built.name, named(what), options)
      // It may be gone already.
      .catch((error) => {
        if (!/not currently running/.test(String(error))) throw error
      })
  return {
    url,
    db: host.db,
    files: () => miniflare.getR2Bucket(named('FILES'), built.name) as Promise<unknown> as Promise<R2Bucket>,
    fetch(address, init) {
      const headers = new Headers(init?.headers)
      for (const [name, value] of Object.entries(host.headers)) headers.set(name, value)
      return miniflare.dispatchFetch(address, { ...init, headers } as never) as unknown as Promise<Response>
    },
    scheduled: host.scheduled,
    evictLiveHub: (webSockets) => evict('LiveHub', { name: 'workspace', webSockets }),
    evictAutomations: () => evict('AutomationRunner', { name: 'workspace' }),
    async restart() {
      miniflare = await host.restart()
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
    close: host.close,
  }
}
