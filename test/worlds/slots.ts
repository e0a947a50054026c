import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import type { Miniflare } from 'miniflare'
import { type Built, WORKER } from '../../functions/local/build.ts'
import { sharedOptions, startMiniflare, workerOptions } from '../../functions/local/miniflare.ts'
import { postJson } from './d1-over-http.ts'
import { COMMAND_HEADER, type Commands, inSlot, type Separate, slotModule } from './slots-worker.ts'

/** How many worlds one process holds, one after another or beside each other, before the next is started. */
const SLOTS = 24

const HOST = '127.0.0.1'

/** What no deployment would have. */
export const TEST_VARS = { PASSWORD_COST: '1024' }

/**
 * What the environment has in every slot, and what leaves the process may reach: whom tests let Workers call, here. Each Worker
 * looks at addresses itself, by its own variables.
 */
const EVERYWHERE = { ...TEST_VARS, OUTSIDE_ALLOW: '127.0.0.0/8' }

/** What a world stores, by the binding's name, and the folder that Miniflare keeps it in: a file for each object. */
const STORES = [
  { binding: 'DB', folder: 'd1/miniflare-D1DatabaseObject' },
  { binding: 'FILES', folder: 'r2/miniflare-R2BucketObject' },
] as const

/** A place for one world in a process that others share: storage, Durable Objects, limits and an address of its own. */
export interface Slot {
  number: number
  url: string
  miniflare: Miniflare
  /** the file of its database, once there is one */
  database: string
  /** Asks the slot for it. Throws what went wrong there. */
  command<Name extends keyof Commands>(name: Name, body: Commands[Name]): Promise<unknown>
  /** the world in it has ended: what it stored is deleted */
  free(): Promise<void>
}

/** One process of Workers, and how many of its slots are taken, and of those not yet free again. */
interface Process {
  miniflare: Miniflare
  state: string
  /** of each slot */
  ports: number[]
  taken: number
  open: number
}

export interface SlotOptions {
  /** where to put its storage */
  root: string
  /** what stands in its environment besides */
  vars: Record<string, string>
  site: boolean
  /** the folder of a state to begin with */
  fixture?: string | undefined
}

/** The processes of this one that runs tests, with the site and without: they end with it. */
const shared = globalThis as { processes?: Map<boolean, Promise<Process>> }

/** A slot that nothing was stored in, or what the fixture has. */
export async function takeSlot(built: Built, options: SlotOptions): Promise<Slot> {
  const [process, number] = await takeNumber(built, options)
  const { miniflare, state, ports } = process
  if (options.fixture) copyFixture(options.fixture, state, number)
  const url = `http://${HOST}:${ports[number]}`
  // The API's prefix: files are looked for first at any other.
  const command: Slot['command'] = (name, body) => postJson(`${url}/api/`, body, { [COMMAND_HEADER]: name })
  if (Object.keys(options.vars).length > 0) await command('vars', options.vars)
  return {
    number,
    miniflare,
    database: join(state, 'v3', `${objectPath(STORES[0], number)}.sqlite`),
    url,
    command,
    async free() {
      process.open--
      for (const file of storageOf(state, number)) rmSync(file, { recursive: true, force: true })
      if (process.taken === SLOTS && process.open === 0) await miniflare.dispose()
    },
  }
}

/** A process with a free slot, and that slot's number, which nobody else gets. */
async function takeNumber(built: Built, options: SlotOptions): Promise<[Process, number]> {
  shared.processes ??= new Map()
  for (;;) {
    const current = shared.processes.get(options.site)
    const process = await current
    if (process && process.taken < SLOTS) {
      process.open++
      return [process, process.taken++]
    }
    // Who waited beside may have started the next one.
    if (shared.processes.get(options.site) !== current) continue
    const starting = startProcess(built, options)
    starting.catch(() => shared.processes!.delete(options.site))
    shared.processes.set(options.site, starting)
  }
}

async function startProcess(built: Built, { root, site }: SlotOptions): Promise<Process> {
  const state = mkdtempSync(join(root, 'tonle-'))
  for (let tries = 1; ; tries++) {
    const ports = await freePorts(SLOTS)
    const miniflare = startMiniflare(
      {
        ...slotted(workerOptions(built, { vars: EVERYWHERE, site }), ports),
        unsafeDirectSockets: ports.map((port) => ({ host: HOST, port })),
      },
      { host: HOST, ...sharedOptions({ state }) },
    )
    try {
      await miniflare.ready
      return { miniflare, state, ports, taken: 0, open: 0 }
    } catch (error) {
      await miniflare.dispose()
      // Somebody else has taken one meanwhile.
      if ((error as { code?: string }).code !== 'ERR_ADDRESS_IN_USE' || tries === 5) throw error
    }
  }
}

/**
 * Ports that nobody listens at, beside each other and below those that systems give away by themselves. Miniflare would find free
 * ones, but tells only one of a Worker's.
 */
async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000)
    const ports = Array.from({ length: count }, (_, i) => first + i)
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return ports
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const free = await once(server.listen(port, HOST), 'listening').then(
    () => true,
    () => false,
  )
  if (free) await once(server.close(), 'close')
  return free
}

type WorkerOptions = ReturnType<typeof workerOptions> & Record<string, unknown>
type Named = Record<string, Record<string, unknown>>

/** The Worker's options with the module around it, and each binding that holds something once for each slot. */
function slotted(options: WorkerOptions, ports: number[]): WorkerOptions {
  const { d1Databases, r2Buckets, durableObjects, ratelimits } = options as unknown as Record<string, Named>
  const each = (named: Named, of: (value: Record<string, unknown>, slot: number) => object) =>
    Object.fromEntries(
      Object.entries(named).flatMap(([name, value]) => ports.map((_, slot) => [inSlot(name, slot), of(value, slot)])),
    )
  const separate: Separate = {
    classes: Object.values(durableObjects!).map(({ className }) => className as string),
    bindings: [d1Databases, r2Buckets, durableObjects, ratelimits].flatMap((named) => Object.keys(named!)),
    variables: Object.keys(TEST_VARS),
  }
  return {
    ...options,
    modules: [
      { type: 'ESModule', path: join(WORKER, 'slots.js'), contents: slotModule(ports, separate) },
      ...options.modules,
    ] as WorkerOptions['modules'],
    d1Databases: each(d1Databases!, ({ id }, slot) => ({ id: inSlot(id as string, slot) })),
    r2Buckets: each(r2Buckets!, ({ id }, slot) => ({ id: inSlot(id as string, slot) })),
    durableObjects: each(durableObjects!, (value, slot) => ({
      ...value,
      className: inSlot(value.className as string, slot),
    })),
    ratelimits: each(ratelimits!, (value, slot) => ({
      ...value,
      name: inSlot(value.name as string, slot),
      namespace_id: inSlot(value.namespace_id as string, slot),
    })),
  }
}

/** Where the object lies that a database or a bucket is in, without the file's ending: of a slot, or of a process of its own. */
function objectPath({ folder, binding }: (typeof STORES)[number], slot?: number): string {
  return `${folder}/${objectId(folder, slot === undefined ? binding : inSlot(binding, slot))}`
}

/** As workerd makes the id of that object from its name: what the file is called. */
function objectId(folder: string, name: string): string {
  const key = createHash('sha256').update(basename(folder)).digest()
  const hmac = (of: string | Buffer) => createHmac('sha256', key).update(of).digest().subarray(0, 16)
  const nameHash = hmac(name)
  return Buffer.concat([nameHash, hmac(nameHash)]).toString('hex')
}

/** Database and bucket, but not what Durable Objects keep: they begin anew. */
function copyFixture(fixture: string, state: string, slot: number): void {
  const [from, to] = [join(fixture, 'v3'), join(state, 'v3')]
  for (const store of STORES)
    for (const file of globSync(`${objectPath(store)}.*`, { cwd: from }))
      cpSync(join(from, file), join(to, file.replace(objectPath(store), objectPath(store, slot))))
  const blobs = join(from, 'r2/FILES')
  if (existsSync(blobs)) cpSync(blobs, join(to, 'r2', inSlot('FILES', slot)), { recursive: true })
}

/** What may be large. The folders of Durable Objects stay: one may wake once more, and needs a place to open its own. */
function storageOf(state: string, slot: number): string[] {
  const v3 = join(state, 'v3')
  return [
    ...STORES.flatMap((store) => globSync(`${objectPath(store, slot)}.*`, { cwd: v3 })),
    `r2/${inSlot('FILES', slot)}`,
  ].map((path) => join(v3, path))
}
